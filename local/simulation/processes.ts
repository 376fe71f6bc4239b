import { dailyReport } from '../../shared/cycles/daily-report.ts'
import { monitor } from '../../shared/cycles/monitor.ts'
import { confirmSafeMode, enterSafeMode } from '../../shared/cycles/owner-safe-mode.ts'
import { prepareDay } from '../../shared/cycles/prepare-day.ts'
import { renew } from '../../shared/cycles/renew.ts'
import { scan } from '../../shared/cycles/scan.ts'
import { LeaseLostError } from '../../shared/cycles/tick.ts'
import { type Job, runKey, type Trigger } from '../../shared/cycles/trigger.ts'
import { watchdog } from '../../shared/cycles/watchdog.ts'
import type { World } from '../../shared/cycles/world.ts'
import { BrokerError } from '../../shared/domain/errors.ts'
import { StoreUnavailableError } from '../../shared/ports/store.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import { Instance } from './instance.ts'
import { type Surroundings, worldOf } from './process.ts'
import type { PromiseBook } from './promises.ts'
import type { RunSeen } from './run-seen.ts'
import type { Trace } from './trace.ts'
import type { Watch } from './watch.ts'

const CYCLES: Readonly<
  Record<Job, (world: World, trigger: Trigger) => Promise<{ readonly status: string }>>
> = {
  'signal-scan': scan,
  'position-monitor': monitor,
  'token-renewal': renew,
  'prepare-day': prepareDay,
  'daily-report': dailyReport,
  watchdog,
  'safe-mode-on': enterSafeMode,
  'safe-mode-confirm': confirmSafeMode,
}

/** The processes of the cloud: a call goes to one that is warm and has nothing to do, or to a new one. */
export class Processes {
  readonly #around: Surroundings
  readonly #book: PromiseBook
  readonly #trace: Trace
  readonly #watch: Watch
  readonly #worlds = new Map<Instance, World>()
  readonly #busy = new Set<Instance>()
  #started = 0

  constructor(parts: {
    readonly around: Surroundings
    readonly book: PromiseBook
    readonly trace: Trace
    readonly watch: Watch
  }) {
    this.#around = parts.around
    this.#book = parts.book
    this.#trace = parts.trace
    this.#watch = parts.watch
  }

  /** Runs the cycle of a job; what becomes of it is seen by the watch. */
  start(trigger: Trigger): void {
    if (trigger.job === 'safe-mode-confirm') this.#watch.stoppedByOwner = false
    const instance = this.#idle()
    const run: RunSeen = {
      key: runKey(trigger),
      startedAt: this.#around.timeline.now(),
      failedReads: 0,
      quotes: new Map(),
      quotesAt: 0 as EpochMs,
    }
    this.#watch.runs.set(instance, run)
    this.#busy.add(instance)
    void this.#run(instance, trigger, run)
  }

  async #run(instance: Instance, trigger: Trigger, run: RunSeen): Promise<void> {
    const world = this.#worlds.get(instance) as World
    try {
      const done = await CYCLES[trigger.job](world, trigger)
      this.#trace.note(`${instance.name} ${run.key} ${done.status}`)
      if (done.status === 'done') this.#afterRun(trigger.job, run)
    } catch (error) {
      this.#trace.note(`${instance.name} ${run.key} failed: ${(error as Error).message}`)
      if (!isOutage(error)) this.#book.unexpected(`${run.key}: ${(error as Error).stack ?? String(error)}`)
    }
    this.#watch.runs.delete(instance)
    this.#busy.delete(instance)
  }

  #afterRun(job: Job, run: RunSeen): void {
    if (job === 'safe-mode-on') this.#watch.stoppedByOwner = true
    if (job === 'position-monitor' || job === 'signal-scan') this.#watch.afterSoundRun(run)
  }

  /** Those that have ended are forgotten. */
  #idle(): Instance {
    for (const instance of this.#worlds.keys()) {
      if (!instance.alive) {
        this.#worlds.delete(instance)
        this.#watch.runs.delete(instance)
        this.#busy.delete(instance)
      } else if (!this.#busy.has(instance)) return instance
    }
    this.#started += 1
    const instance = new Instance(`process-${this.#started}`)
    this.#worlds.set(instance, worldOf(instance, this.#around))
    return instance
  }
}

function isOutage(error: unknown): boolean {
  return (
    error instanceof BrokerError || error instanceof StoreUnavailableError || error instanceof LeaseLostError
  )
}
