import type { EpochMs } from '../time/instant.ts'

/** A report larger than this is neither kept nor read, in bytes. */
export const REPORT_BYTES_MAX = 8 * 1024 * 1024

/** What is told of a kept backtest without opening its report. */
export interface KeptReport {
  /** Letters, digits and dashes. */
  readonly id: string
  readonly name: string
  /** When it was run, by the time of people. */
  readonly at: EpochMs
  readonly symbols?: readonly string[]
  /** First and last session, as YYYY-MM-DD. */
  readonly from?: string
  readonly to?: string
  /** In percent; a biased run has neither of the two. */
  readonly returnPct?: number
  readonly trades?: number
  readonly isBiased: boolean
}

/** The reports of backtests that were kept. */
export interface Reports {
  /** Newest first. A report whose figures are missing or can't be read is not listed. */
  list(): Promise<readonly KeptReport[]>
  /** The HTML of one; `undefined` when there is none of this id, whatever the id says, or it is too large. */
  read(id: string): Promise<string | undefined>
}
