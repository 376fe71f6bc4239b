import type { DateRange } from '../../infra/history/yahoo-download.ts'
import type { Ticker } from '../../shared/domain/ids.ts'

/** What is asked for; dates are complete days, both included. */
export interface DownloadOrder {
  readonly symbols: readonly Ticker[]
  readonly interval: 'minute' | 'day'
  readonly range: DateRange
  /** Ask for days that are in the folder again and put the answer in their place. */
  readonly replace: boolean
}
