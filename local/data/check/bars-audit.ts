import { auditData } from '../../../shared/backtest/audit/audit-data.ts'
import type { BarSeries } from '../../../shared/backtest/bars/bar-series.ts'
import type { Bar } from '../../../shared/domain/bar.ts'
import type { Ticker } from '../../../shared/domain/ids.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { type DataCheck, type DataFinding, dataFinding } from './data-finding.ts'

/**
 * The checks of a backtest's own audit that a folder is judged by as well. The others are made here in the detail a
 * folder needs (gaps), have been made by reading the file (order, impossible bars), or are about a choice of symbols.
 */
const TAKEN_OVER: readonly string[] = [
  'future-bars',
  'closed-day-bars',
  'wrong-time-zone',
  'bad-print',
  'zero-volume',
  'stale-bars',
] satisfies readonly DataCheck[]

/** What a backtest's audit would say of the bars of one symbol, ascending; `now` is the present. */
export function auditBars(
  symbol: Ticker,
  interval: BarSeries['interval'],
  { bars, now }: { readonly bars: readonly Bar[]; readonly now: EpochMs },
): readonly DataFinding[] {
  const { findings } = auditData([seriesOf(symbol, interval, bars)], { now })
  return findings.filter(isTakenOver).map(({ check, text }) => {
    const told = text.startsWith(`${symbol}`) ? text.slice(symbol.length).replace(/^[: ]+/, '') : text
    return dataFinding(
      check,
      interval === 'day' ? `daily bars: ${withoutOpen(told)}` : `minute bars: ${told}`,
      symbol,
    )
  })
}

/** A daily bar is known by its date; that it begins at the open says nothing. */
function withoutOpen(text: string): string {
  return text.replace(/^(\d{4}-\d{2}-\d{2}) 09:30:00/, '$1')
}

function isTakenOver<F extends { readonly check: string }>(
  finding: F,
): finding is F & { readonly check: DataCheck } {
  return TAKEN_OVER.includes(finding.check)
}

function seriesOf(symbol: Ticker, interval: BarSeries['interval'], bars: readonly Bar[]): BarSeries {
  // Filled by hand: Float64Array.from with a function takes ten times as long.
  const column = (value: (bar: Bar) => number) => {
    const values = new Float64Array(bars.length)
    for (const [index, bar] of bars.entries()) values[index] = value(bar)
    return values
  }
  return {
    symbol,
    interval,
    length: bars.length,
    time: column(({ time }) => time),
    open: column(({ open }) => open),
    high: column(({ high }) => high),
    low: column(({ low }) => low),
    close: column(({ close }) => close),
    volume: column(({ volume }) => volume),
  }
}
