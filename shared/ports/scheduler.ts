import type { EpochMs } from '../time/instant.ts'

/** A job that calls one of the functions again and again. */
export interface ScheduledJob {
  /** Without the project and the region. */
  readonly name: string
  /** Five fields of cron. */
  readonly schedule: string
  readonly timeZone: string
  /** True when it does not fire, whoever stopped it. */
  readonly paused: boolean
  readonly lastAttemptAt?: EpochMs
}

/**
 * What calls the functions. The promise: pausing a paused job and resuming a running one is fine; an unknown name is
 * answered with `UnknownJobError`; no list ever answers for a scheduler that could not be asked.
 */
export interface JobScheduler {
  /** By name. */
  list(): Promise<readonly ScheduledJob[]>
  pause(name: string): Promise<void>
  resume(name: string): Promise<void>
  /** Fires once, now, and does not wait for the function. */
  run(name: string): Promise<void>
}

/** The scheduler could not be asked or did not answer; whether a change happened is unknown. */
export class SchedulerUnavailableError extends Error {
  override readonly name = 'SchedulerUnavailableError'
}

/** There is no job of this name; the message lists those that exist. */
export class UnknownJobError extends Error {
  override readonly name = 'UnknownJobError'
  readonly job: string
  readonly known: readonly string[]

  constructor(job: string, known: readonly string[]) {
    super(
      known.length === 0
        ? `there is no job "${job}", nor any other: "terraform apply" creates them`
        : `there is no job "${job}": the jobs are ${known.join(', ')}`,
    )
    this.job = job
    this.known = known
  }
}
