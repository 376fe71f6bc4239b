import type { BarFolder } from '../../infra/history/bar-folder.ts'
import { MarketDataFileError } from '../../infra/history/market-data-file-error.ts'
import type { YahooDownload } from '../../infra/history/yahoo-download.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import { ProviderError } from '../../shared/domain/provider-error.ts'
import { downloadDaily } from './download-daily.ts'
import { downloadMinutes } from './download-minutes.ts'
import type { DownloadOrder } from './download-order.ts'
import { DownloadProblem } from './download-problem.ts'
import { DownloadProgress, type SymbolDownload } from './download-progress.ts'

/** What a download works with. */
export interface DownloadParts {
  readonly source: YahooDownload
  readonly folder: BarFolder
  /** Told of each symbol when it is done. */
  readonly tell: (done: SymbolDownload, count: number) => void
  /** Whether the owner has asked to stop; looked at between two requests. */
  readonly isStopped: () => boolean
}

/** Fetches one symbol after another; a symbol that fails does not stop the others. */
export async function download(
  order: DownloadOrder,
  parts: DownloadParts,
): Promise<readonly SymbolDownload[]> {
  const done: SymbolDownload[] = []
  for (const symbol of order.symbols) {
    if (parts.isStopped()) break
    const outcome = await downloadSymbol(symbol, order, parts)
    done.push(outcome)
    parts.tell(outcome, done.length)
  }
  return done
}

async function downloadSymbol(
  symbol: Ticker,
  order: DownloadOrder,
  parts: DownloadParts,
): Promise<SymbolDownload> {
  const progress = new DownloadProgress(symbol)
  try {
    const run = order.interval === 'minute' ? downloadMinutes : downloadDaily
    await run(symbol, order, { ...parts, progress })
    return progress.outcome()
  } catch (error) {
    const isOfThisSymbol = [ProviderError, MarketDataFileError, DownloadProblem].some(
      (kind) => error instanceof kind,
    )
    if (isOfThisSymbol) return progress.outcome((error as Error).message)
    throw error
  }
}
