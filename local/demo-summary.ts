import type { Alert } from '../shared/alerts/alert.ts'
import type { EpochMs } from '../shared/time/instant.ts'
import type { DaySummary } from './day-summary.ts'
import type { RunJournal } from './run-journal.ts'

/** What a whole run came to, in the shape that `--json` prints. */
export interface DemoSummary {
  readonly days: readonly DaySummary[]
  readonly alerts: readonly { readonly type: Alert['type']; readonly time: string; readonly text: string }[]
  readonly invariants: {
    readonly checked: number
    readonly violated: number
    readonly violations: readonly string[]
  }
}

/** Puts the parts of a run together. */
export function demoSummary(
  days: readonly DaySummary[],
  alerts: readonly Alert[],
  { checked, violations }: RunJournal['invariants'],
): DemoSummary {
  return {
    days,
    alerts: alerts.map(({ type, time, text }) => ({ type, time: iso(time), text })),
    invariants: { checked, violated: violations.length, violations },
  }
}

function iso(time: EpochMs): string {
  return new Date(time).toISOString()
}
