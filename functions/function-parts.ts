import type { OwnerUpdate } from '../shared/commands/owner-update.ts'
import type { Ears } from '../shared/cycles/commands/ears.ts'
import type { Job } from '../shared/cycles/trigger.ts'
import type { World } from '../shared/cycles/world.ts'
import type { MeterReport } from '../shared/metrics/meter-report.ts'
import type { CallerCheck } from '../shared/ports/caller-check.ts'
import type { Log } from '../shared/ports/log.ts'
import type { Reports } from '../shared/ports/reports.ts'
import type { Secret } from '../shared/ports/secrets.ts'
import type { Stopwatch } from '../shared/ports/stopwatch.ts'
import type { EpochMs } from '../shared/time/instant.ts'

/** What stands behind the conversation with the owner. */
export interface TelegramParts
  extends Pick<Ears, 'owner' | 'messenger' | 'version' | 'dashboardUrl' | 'nonce'> {
  /** What Telegram must show with every update. */
  readonly webhookSecret: Secret
  /** The update in a body, or what is wrong with it. */
  readUpdate(body: unknown): OwnerUpdate | { readonly problem: string }
}

/** What stands behind the functions of one process; a compose file chooses it. */
export interface FunctionParts {
  /** The present, which tells without a world whether the market is open. */
  now(): EpochMs
  /** The world of the runs; asked for by each run, composed by the first. */
  compose(): World | Promise<World>
  readonly log: Log
  /** Who may call this function. */
  callerCheck(job: Job): CallerCheck
  /** The time of people, which a simulated day does not change. */
  wallClock(): EpochMs
  /** The bot; `undefined` when there is none. */
  telegram(): Promise<TelegramParts | undefined>
  /** Of the product that runs. */
  readonly version: string
  /** Signs the sessions of the API; `undefined` while there is no such secret. */
  sessionKey(): Promise<Secret | undefined>
  /** What this process has measured. */
  measured(): MeterReport | Promise<MeterReport>
  /** Of backtests that were run where this process runs. */
  readonly reports: Reports
  /** Measures a run against its time budget. */
  startStopwatch(): Stopwatch
}
