import type { ExchangeDate } from '../../time/instant.ts'
import type { FieldDifference } from './first-difference.ts'

/** The first thing that is not as it was recorded: in which run, what of it, and the field. */
export interface ReplayDifference extends FieldDifference {
  readonly run: string
  /** `tape`, `question`, `answer`, `state`, or the path of a document. */
  readonly what: string
}

/** What came of running a day again. */
export interface DayReplay {
  readonly date: ExchangeDate
  /** Runs that were run again. */
  readonly runs: number
  /** Documents that have the same bytes as the recorded ones, by collection. */
  readonly equal: Readonly<Record<string, number>>
  /** Runs that are given, with why. */
  readonly given: readonly { readonly run: string; readonly why: string }[]
  readonly difference?: ReplayDifference
}
