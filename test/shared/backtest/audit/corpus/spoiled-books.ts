import type { RecordedFill, RunRecord } from '../../../../../shared/backtest/audit/run-record.ts'
import type { BarSeries } from '../../../../../shared/backtest/bars/bar-series.ts'
import { add, type Money, subtract } from '../../../../../shared/domain/money.ts'
import type { EpochMs } from '../../../../../shared/time/instant.ts'
import { endOf, settled } from './account.ts'
import { type Part, partWhere, type SpoiledRun, withFill, withFills } from './spoil.ts'

const ZERO = 0 as Money

/** Runs that count wrongly: shares, fees, cash, equity and trades. */
export const SPOILED_BOOKS: readonly SpoiledRun[] = [
  {
    name: 'no commission is paid',
    check: 'wrong-fees',
    spoil: (clean) =>
      withFills(clean, ({ fill }) => [{ ...fill, fees: fill.side === 'BUY' ? ZERO : fill.fees }]),
  },
  {
    name: 'commission is paid for every part',
    check: 'wrong-fees',
    spoil: (clean) =>
      withFills(clean, ({ fill, isFirst }) => [
        { ...fill, fees: isFirst ? fill.fees : add(fill.fees, 5_000 as Money) },
      ]),
  },
  {
    name: 'the regulatory fee is forgotten',
    check: 'wrong-fees',
    from: { costs: { commissionUsd: 0 } },
    spoil: (clean) => withFills(clean, ({ fill }) => [{ ...fill, fees: ZERO }]),
  },
  {
    name: 'a fill is counted twice',
    check: 'fill-twice',
    spoil: (clean) => {
      const part = partWhere(clean, ({ fill }) => fill.side === 'BUY')
      return withFills(clean, ({ fill }) => (fill === part.fill ? [fill, fill] : [fill]))
    },
  },
  {
    name: 'a fill is counted again under another id',
    check: 'fill-twice',
    spoil: (clean) => {
      const part = partWhere(clean, ({ fill }) => fill.side === 'BUY')
      const again: RecordedFill = { ...part.fill, fillId: 'again' }
      return withFills(clean, ({ fill }) => (fill === part.fill ? [fill, again] : [fill]))
    },
  },
  {
    name: 'a fill is larger than its order',
    check: 'fill-twice',
    spoil: (clean) => {
      const part = partWhere(clean, ({ fill }) => fill.side === 'BUY')
      return withFill(clean, part, { fill: { quantity: part.order.quantity + 1 } })
    },
  },
  {
    name: 'half a share trades',
    check: 'fill-twice',
    spoil: (clean) => withFill(clean, firstBuy(clean), { fill: { quantity: 0.5 } }),
  },
  {
    name: 'an order was never placed',
    check: 'unknown-order',
    spoil: (clean) => {
      const { order } = firstBuy(clean)
      return { ...clean, orders: clean.orders.filter((one) => one !== order) }
    },
  },
  {
    name: 'an order to sell buys',
    check: 'unknown-order',
    spoil: (clean) => withFill(clean, firstBuy(clean), { order: { side: 'SELL' } }),
  },
  {
    name: 'an order id is used twice',
    check: 'broken-order',
    spoil: (clean) => ({ ...clean, orders: [...clean.orders, clean.orders[0]!] }),
  },
  {
    name: 'a stop order has no stop',
    check: 'broken-order',
    spoil: (clean) => ({
      ...clean,
      orders: clean.orders.map(({ stop: _, ...order }) => order),
    }),
  },
  {
    name: 'a fill takes more than its share of the volume',
    check: 'volume-share',
    spoil: (clean) => withVolume(clean, firstBuy(clean), (part) => part.fill.quantity * 10 - 1),
  },
  {
    name: 'two orders share the volume of one bar twice',
    check: 'volume-share',
    spoil: (clean) => {
      const part = partWhere(clean, ({ fill, series, bar }) => fill.quantity > series.volume[bar]! / 20)
      const twin = { ...part.order, orderId: 'twin' }
      const second = { ...part.fill, fillId: 'twin', orderId: 'twin' }
      return settled({ ...clean, orders: [...clean.orders, twin], fills: [...clean.fills, second] })
    },
  },
  {
    name: 'it trades in a bar without volume',
    check: 'volume-share',
    spoil: (clean) => withVolume(clean, firstBuy(clean), () => 0),
  },
  {
    name: 'it sells more than it holds',
    check: 'short-position',
    spoil: (clean) => {
      const part = partWhere(clean, ({ fill }) => fill.side === 'SELL')
      return withFill(clean, part, {
        fill: { quantity: part.fill.quantity + 5 },
        order: { quantity: part.order.quantity + 5 },
      })
    },
  },
  {
    name: 'the P&L forgets the fees',
    check: 'trade-mismatch',
    spoil: (clean) => ({
      ...clean,
      trades: clean.trades.map((trade) => ({ ...trade, pnl: add(trade.pnl, 10_000 as Money) })),
    }),
  },
  {
    name: 'a losing trade is left out',
    check: 'trade-mismatch',
    spoil: (clean) => {
      const worst = clean.trades.toSorted((one, other) => one.pnl - other.pnl)[0]
      return { ...clean, trades: clean.trades.filter((trade) => trade !== worst) }
    },
  },
  {
    name: 'a trade is made up',
    check: 'trade-mismatch',
    spoil: (clean) => {
      const last = clean.trades.at(-1)!
      const entryTime = (last.exitTime + 1_000) as EpochMs
      return { ...clean, trades: [...clean.trades, { ...last, entryTime, exitTime: entryTime }] }
    },
  },
  {
    name: 'a trade has more shares than were bought',
    check: 'trade-mismatch',
    spoil: (clean) => ({
      ...clean,
      trades: clean.trades.map((trade) => ({ ...trade, quantity: trade.quantity + 1 })),
    }),
  },
  {
    name: 'the cash forgets a fill',
    check: 'cash-mismatch',
    spoil: (clean) => {
      const { fill } = firstBuy(clean)
      const forgotten = (fill.price * fill.quantity) as Money
      return changedMarks(clean, (mark) => ({
        ...mark,
        cash: mark.time < fill.time ? mark.cash : add(mark.cash, forgotten),
        equity: mark.time < fill.time ? mark.equity : add(mark.equity, forgotten),
      }))
    },
  },
  {
    name: 'the cash is one unit short',
    check: 'cash-mismatch',
    spoil: (clean) =>
      changedMarks(clean, (mark) => ({
        ...mark,
        cash: subtract(mark.cash, 1 as Money),
        equity: subtract(mark.equity, 1 as Money),
      })),
  },
  {
    name: 'the equity is marked at the high',
    check: 'equity-mismatch',
    spoil: (clean) => settled(clean, (series, at) => series.high[lastComplete(series, at)]!),
  },
  {
    name: "the equity is marked at tomorrow's close",
    check: 'equity-mismatch',
    from: { interval: 'day', sessions: 60 },
    spoil: (clean) =>
      settled(
        clean,
        (series, at) => series.close[Math.min(series.length - 1, lastComplete(series, at) + 1)]!,
      ),
  },
  {
    name: 'the equity counts positions at cost',
    check: 'equity-mismatch',
    spoil: (clean) => settled(clean, (series) => series.open[0]!),
  },
]

function firstBuy(clean: RunRecord): Part {
  return partWhere(clean, ({ fill, isFirst }) => fill.side === 'BUY' && isFirst)
}

function withVolume(clean: RunRecord, part: Part, volume: (part: Part) => number): RunRecord {
  return {
    ...clean,
    series: clean.series.map((one) => {
      if (one !== part.series) return one
      const changed = one.volume.slice()
      changed[part.bar] = volume(part)
      return { ...one, volume: changed }
    }),
  }
}

function changedMarks(
  clean: RunRecord,
  change: (mark: RunRecord['marks'][number]) => RunRecord['marks'][number],
): RunRecord {
  return { ...clean, marks: clean.marks.map(change) }
}

function lastComplete(series: BarSeries, at: number): number {
  let bar = 0
  while (bar + 1 < series.length && endOf(series, bar + 1) <= at) bar += 1
  return bar
}
