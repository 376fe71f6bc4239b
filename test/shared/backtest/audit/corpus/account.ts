import type {
  EquityMark,
  RecordedFill,
  RecordedTrade,
  RunRecord,
} from '../../../../../shared/backtest/audit/run-record.ts'
import type { BarSeries } from '../../../../../shared/backtest/bars/bar-series.ts'
import type { Money } from '../../../../../shared/domain/money.ts'
import { exchangeDate } from '../../../../../shared/time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../../../../shared/time/instant.ts'
import { marketDay } from '../../../../../shared/time/market-calendar.ts'

/** What a position is worth a share at a moment, in USD. */
export type Valued = (series: BarSeries, at: number) => number

/** The record with marks and trades that follow from its fills: a lie told consistently. */
export function settled(record: RunRecord, valued: Valued = lastClose): RunRecord {
  const fills = record.fills.toSorted((one, other) => one.time - other.time)
  return {
    ...record,
    fills,
    marks: record.marks.map(({ time }) => markAt({ record, fills, time, valued })),
    trades: tradesOf(fills),
  }
}

/** Close of the last bar that was complete at a moment. */
function lastClose(series: BarSeries, at: number): number {
  let close = Number.NaN
  for (let bar = 0; bar < series.length && endOf(series, bar) <= at; bar += 1) close = series.close[bar]!
  return close
}

export function endOf(series: BarSeries, bar: number): EpochMs {
  const begun = series.time[bar]! as EpochMs
  if (series.interval === 'minute') return (begun + MINUTE_MS) as EpochMs
  const known = closeByOpen.get(begun)
  if (known !== undefined) return known
  const day = marketDay(exchangeDate(begun))
  if (day.kind === 'closed') throw new Error(`a bar on a closed day: ${day.date}`)
  closeByOpen.set(begun, day.closeAt)
  return day.closeAt
}

const closeByOpen = new Map<EpochMs, EpochMs>()

function markAt(options: {
  readonly record: RunRecord
  readonly fills: readonly RecordedFill[]
  readonly time: EpochMs
  readonly valued: Valued
}): EquityMark {
  const { record, fills, time, valued } = options
  const held = new Map<string, number>()
  let cash: number = record.startCash
  for (const fill of fills) {
    if (fill.time > time) break
    cash += flow(fill)
    held.set(fill.symbol, (held.get(fill.symbol) ?? 0) + shares(fill))
  }
  let equity = cash
  for (const series of record.series) {
    const position = held.get(series.symbol) ?? 0
    if (position !== 0) equity += position * Math.round(valued(series, time) * 10_000)
  }
  return { time, cash: cash as Money, equity: equity as Money }
}

function tradesOf(fills: readonly RecordedFill[]): readonly RecordedTrade[] {
  const trades: RecordedTrade[] = []
  for (const of of Map.groupBy(fills, ({ symbol }) => symbol).values()) {
    let [held, bought, pnl, entryTime] = [0, 0, 0, 0]
    for (const fill of of) {
      if (held === 0) [bought, pnl, entryTime] = [0, 0, fill.time]
      held += shares(fill)
      bought += Math.max(0, shares(fill))
      pnl += flow(fill)
      if (held !== 0) continue
      const { symbol, time } = fill
      trades.push({
        symbol,
        quantity: bought,
        entryTime: entryTime as EpochMs,
        exitTime: time,
        pnl: pnl as Money,
      })
    }
  }
  return trades
}

function shares({ side, quantity }: RecordedFill): number {
  return side === 'BUY' ? quantity : -quantity
}

function flow(fill: RecordedFill): number {
  return -shares(fill) * fill.price - fill.fees
}
