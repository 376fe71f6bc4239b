import type { PersonsUpdate } from '../../shared/commands/owner-update.ts'
import type { Ears } from '../../shared/cycles/commands/ears.ts'
import { hearOwner } from '../../shared/cycles/commands/hear-owner.ts'
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
import type { Messenger } from '../../shared/ports/messenger.ts'
import { NotDeliveredError } from '../../shared/ports/notifier.ts'
import { StoreUnavailableError } from '../../shared/ports/store.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import { Instance } from './instance.ts'
import { PHONE } from './owner-phone.ts'
import { type Surroundings, worldOf } from './process.ts'
import type { PromiseBook } from './promises.ts'
import type { RunSeen } from './run-seen.ts'
import type { Trace } from './trace.ts'
import type { Watch } from './watch.ts'

type ScheduledJob = Exclude<Job, 'telegram-webhook' | 'api'>
/** Tells in a word how it ended. */
type Work = (world: World, run: RunSeen, instance: Instance) => Promise<string>

const CYCLES: Readonly<
  Record<ScheduledJob, (world: World, trigger: Trigger) => Promise<{ readonly status: string }>>
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
  #nonces = 0

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
    if (trigger.job === 'safe-mode-confirm') this.#watch.owner.isStopped = false
    this.#start(runKey(trigger), (world, run) => this.#cycle(world, trigger, run))
  }

  /** Gives an update of Telegram to the function that hears the owner. */
  hear(update: PersonsUpdate, answered: () => void): void {
    this.#start(`telegram-webhook-by-hand-update-${update.updateId}`, async (world, _, instance) => {
      const messenger = this.#messenger(instance)
      const at = this.#around.timeline.now()
      const ears: Ears = {
        world,
        owner: PHONE,
        messenger,
        version: 'simulated',
        at,
        nonce: () => this.#nonce(),
      }
      const done = await hearOwner(ears, update)
      answered()
      return done.heard
    })
  }

  #start(key: string, work: Work): void {
    const instance = this.#idle()
    const run: RunSeen = {
      key,
      startedAt: this.#around.timeline.now(),
      failedReads: 0,
      quotes: new Map(),
      quotesAt: 0 as EpochMs,
    }
    this.#watch.runs.set(instance, run)
    this.#busy.add(instance)
    void this.#run(instance, run, work)
  }

  async #cycle(world: World, trigger: Trigger, run: RunSeen): Promise<string> {
    if (trigger.job === 'telegram-webhook' || trigger.job === 'api')
      throw new RangeError('what the owner says is heard, not scheduled')
    const { status } = await CYCLES[trigger.job](world, trigger)
    if (status === 'done') this.#afterRun(trigger.job, run)
    return status
  }

  #messenger(instance: Instance): Messenger {
    const { crossings, onReply } = this.#around
    const send = (effect: () => void) =>
      crossings.cross(instance, {
        port: 'telegram/send',
        failure: () => new NotDeliveredError('telegram gave no answer'),
        effect: async () => effect(),
      })
    return {
      send: (reply) => send(() => onReply(reply)),
      answerTap: () => send(() => {}),
      removeButtons: () => send(() => {}),
    }
  }

  #nonce(): string {
    this.#nonces += 1
    return `nonce-${this.#nonces}`
  }

  async #run(instance: Instance, run: RunSeen, work: Work): Promise<void> {
    const world = this.#worlds.get(instance) as World
    try {
      this.#trace.note(`${instance.name} ${run.key} ${await work(world, run, instance)}`)
    } catch (error) {
      this.#trace.note(`${instance.name} ${run.key} failed: ${(error as Error).message}`)
      if (!isOutage(error)) this.#book.unexpected(`${run.key}: ${(error as Error).stack ?? String(error)}`)
    }
    this.#watch.runs.delete(instance)
    this.#busy.delete(instance)
  }

  #afterRun(job: Job, run: RunSeen): void {
    if (job === 'safe-mode-on') this.#watch.owner.isStopped = true
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
    error instanceof NotDeliveredError ||
    error instanceof BrokerError ||
    error instanceof StoreUnavailableError ||
    error instanceof LeaseLostError
  )
}
