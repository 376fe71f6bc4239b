import { MarketDataFileError } from '../../../infra/history/market-data-file-error.ts'
import type { DataFinding } from './data-finding.ts'

/** A check that found something, and what. */
export type Remark = readonly [DataFinding['check'], string]

/** What a reader returns, or a finding with its complaint: files are read as a run reads them. */
export function readable<T>(read: () => T, tell: (...remark: Remark) => void): T | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof MarketDataFileError)) throw error
    tell('unreadable-file', error.message)
    return undefined
  }
}
