import type { Ticker } from '../../../shared/domain/ids.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { UsageError } from '../../failure.ts'
import { datesInWords } from '../dates-in-words.ts'

/** What putting bars into the folder would do, and how to do it. */
export interface PlannedImport {
  readonly symbol: Ticker
  readonly interval: 'minute' | 'day'
  readonly from: ExchangeDate
  readonly until: ExchangeDate
  readonly bars: number
  /** Days that the folder did not have. */
  readonly added: number
  /** Days that the folder has with equal values. */
  readonly equal: number
  /** Days whose values are replaced by others. */
  readonly replaced: number
  readonly conflicts: readonly ExchangeDate[]
  readonly write: () => void
}

/** The folder has other values for some days, and the owner has not agreed to lose them. */
export class ImportConflict extends UsageError {
  constructor(planned: readonly PlannedImport[]) {
    const days = planned.map(({ symbol, interval, conflicts }) => {
      const what = interval === 'minute' ? 'minute days' : 'daily bars'
      return `${symbol} ${what} ${datesInWords(conflicts)}`
    })
    super(`the folder has other values for ${days.join('; ')}: pass --replace to replace them`)
  }
}
