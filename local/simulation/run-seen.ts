import type { Quote } from '../../shared/domain/quote.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

/** What one run has seen so far. */
export interface RunSeen {
  readonly key: string
  readonly startedAt: EpochMs
  failedReads: number
  readonly quotes: Map<string, Quote>
  /** When it was given them. */
  quotesAt: EpochMs
}
