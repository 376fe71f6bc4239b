import type { EpochMs } from '../time/instant.ts'

export type Job =
  | 'signal-scan'
  | 'position-monitor'
  | 'token-renewal'
  | 'prepare-day'
  | 'daily-report'
  | 'watchdog'
  | 'telegram-webhook'
  | 'api'
  | 'safe-mode-on'
  | 'safe-mode-confirm'

/** What called a cycle. Two calls with the same run key are one run, however often the scheduler repeats it. */
export interface Trigger {
  readonly job: Job
  readonly scheduledAt: EpochMs
  /** Set when a person called: each such call is a run of its own, also at a moment that was scheduled. */
  readonly byHand?: string
  /** Under which the log tells the whole story of the call. */
  readonly correlationId?: string
}

/** Job and schedule time: the key under which a run is claimed once. */
export function runKey({ job, scheduledAt, byHand }: Trigger): string {
  return byHand === undefined ? `${job}-${scheduledAt}` : `${job}-by-hand-${byHand}`
}

/** How a call ended when it did not do its work. */
export type NotRun =
  | { readonly status: 'skipped'; readonly reason: string }
  /** This very run was done or is being done by another instance. */
  | { readonly status: 'duplicate' }
  /** Another run held the account all the time we were willing to wait. */
  | { readonly status: 'busy'; readonly holder: string }
