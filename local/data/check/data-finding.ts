import type { Finding } from '../../../shared/backtest/audit/finding.ts'
import type { Ticker } from '../../../shared/domain/ids.ts'

/** The checks of a data folder, the worst first, each with what to do when it has found something. */
const CHECKS = {
  'unreadable-file': [
    'fault',
    'replace or delete the files that cannot be read: a run stops at the first of them',
  ],
  'closed-day-bars': [
    'fault',
    'delete the bars on closed days: the exchange did not trade, so their time or date is wrong',
  ],
  'future-bars': ['fault', 'delete the bars of days that have not been: their time or date is wrong'],
  'wrong-time-zone': ['fault', 'import those symbols again with the right --timezone and --label'],
  'suspected-split': [
    'fault',
    'look the splits up and fetch those symbols adjusted, or keep the days on one side of it',
  ],
  'daily-disagrees': [
    'warning',
    'compare the days on which daily and minute bars disagree with a third source',
  ],
  'bad-print': [
    'warning',
    'look at the stray highs and lows: a stop in a backtest would have been filled there',
  ],
  'stale-bars': ['warning', 'look at the bars that stand still: nothing could be traded at those prices'],
  'no-daily': ['warning', 'fetch daily bars for the symbols that lack them, and mind renamed ones'],
  'partial-day': ['warning', 'fetch the partial days again; a run leaves them out'],
  'missing-sessions': ['warning', 'fetch the missing sessions, or test only the stretches without a gap'],
  'missing-minutes': ['warning', 'fetch the days that lack minutes again, unless the symbol trades thinly'],
  'zero-volume': ['warning', 'do not trade on volume where bars have none'],
  'before-calendar': ['warning', 'do not test before 1990: the exchange calendar begins there'],
  'other-scale': ['warning', 'mind that daily and minute bars of these symbols are adjusted differently'],
  'outside-hours': ['warning', 'nothing: bars outside regular hours are not used by a run'],
} as const satisfies Readonly<Record<string, readonly [Finding['severity'], string]>>

/** The name of a check of a data folder. */
export type DataCheck = keyof typeof CHECKS

/** Something a check of a data folder has found. */
export interface DataFinding extends Finding {
  readonly check: DataCheck
}

/** A finding with the severity of its check. */
export function dataFinding(check: DataCheck, text: string, symbol?: Ticker): DataFinding {
  return { check, severity: CHECKS[check][0], text, ...(symbol !== undefined && { symbol }) }
}

/** The names of the checks, the worst first. */
export const DATA_CHECKS = Object.keys(CHECKS) as readonly DataCheck[]

/** The worst first; of one check in the order they came in. */
export function worstFirst(findings: readonly DataFinding[]): readonly DataFinding[] {
  return findings.toSorted(
    (first, second) => DATA_CHECKS.indexOf(first.check) - DATA_CHECKS.indexOf(second.check),
  )
}

/** Whether a backtest on the folder would be wrong. */
export function isFault({ severity }: DataFinding): boolean {
  return severity !== 'warning'
}

/** What to do about the worst of these findings. */
export function nextStep(findings: readonly DataFinding[]): string | undefined {
  const [worst] = worstFirst(findings)
  return worst && CHECKS[worst.check][1]
}
