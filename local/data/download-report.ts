import type { DateRange } from '../../infra/history/yahoo-download.ts'
import { counted } from './counted.ts'
import type { SymbolDownload } from './download-progress.ts'

/** What a download answers. */
export interface DownloadAnswer {
  readonly range: DateRange
  readonly interval: 'minute' | 'day'
  /** The owner ended it before the last symbol was done. */
  readonly stopped: boolean
  readonly symbols: readonly SymbolDownload[]
}

/** One symbol as it is done: "3 of 12 AAPL: 5 days written, 15 were there". */
export function progressLine(done: SymbolDownload, count: number, all: number): string {
  const parts = [
    `${counted(done.written, 'day')} written`,
    ...(done.present > 0 ? [`${done.present} were there`] : []),
    ...(done.leftOut > 0
      ? [`${counted(done.leftOut, 'bar')} with missing or contradicting numbers left out`]
      : []),
    ...done.notes,
    ...(done.problem === undefined ? [] : [`FAILED: ${done.problem}`]),
  ]
  return `${count} of ${all} ${done.symbol}: ${parts.join(', ')}`
}

/** A download as a person reads it in a terminal. */
export function downloadLines({ range, interval, stopped, symbols }: DownloadAnswer): readonly string[] {
  const failed = symbols.filter(({ problem }) => problem !== undefined)
  const sum = (value: (symbol: SymbolDownload) => number) =>
    symbols.reduce((total, symbol) => total + value(symbol), 0)
  return [
    `${interval} bars from ${range.from} to ${range.until}: ${counted(
      sum(({ written }) => written),
      'day',
    )} written, ${sum(({ present }) => present)} were there, of ${counted(symbols.length, 'symbol')}`,
    'Prices are adjusted for splits up to today, not for dividends, as Yahoo gives them',
    ...(failed.length > 0 ? [`Failed: ${failed.length} of ${symbols.length}`] : []),
    ...failed.map(({ symbol, problem }) => `  ${symbol.padEnd(6)} ${problem}`),
    ...(stopped ? ['Stopped before the end: run the same command again to go on'] : []),
  ]
}
