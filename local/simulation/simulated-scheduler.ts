import type { Job, Trigger } from '../../shared/cycles/trigger.ts'
import { type EpochMs, type ExchangeDate, SECOND_MS } from '../../shared/time/instant.ts'
import { sessionAt } from '../../shared/time/session.ts'
import { scheduleOf } from '../schedule.ts'
import type { Draws } from '../simulator/market/draws.ts'
import { CLOSE } from './market-day.ts'
import type { QuietTime } from './quiet-time.ts'
import type { Timeline } from './timeline.ts'
import type { Trace } from './trace.ts'

/** How the scheduler errs: it forgets a tick, is late with it, or calls twice. */
const ERRORS = {
  skipped: 0.01,
  late: 0.04,
  lateNearClose: 0.5,
  lateSecondsMax: 90,
  twice: 0.04,
  apartSecondsMax: 20,
}
/** Orders that are sent at the very end are what the session rule is for. */
const CLOSING_MINUTES = 4

/** The last ticks of a day that all come late: those that are due from a moment on come at another. */
interface LateEnd {
  readonly from: EpochMs
  readonly tickAt: EpochMs
}

/** Calls the jobs when they are due, or nearly so: at least once is all a scheduler promises. */
export class SimulatedScheduler {
  /** Absent on most days. */
  lateEnd: LateEnd | undefined
  readonly #timeline: Timeline
  readonly #draws: Draws
  readonly #trace: Trace
  readonly #quietTime: QuietTime
  readonly #mayErr: boolean
  readonly #call: (trigger: Trigger) => void

  constructor(parts: {
    readonly timeline: Timeline
    readonly draws: Draws
    readonly trace: Trace
    readonly quietTime: QuietTime
    readonly mayErr: boolean
    readonly call: (trigger: Trigger) => void
  }) {
    this.#timeline = parts.timeline
    this.#draws = parts.draws
    this.#trace = parts.trace
    this.#quietTime = parts.quietTime
    this.#mayErr = parts.mayErr
    this.#call = parts.call
  }

  planDay(date: ExchangeDate): void {
    for (const { what, at } of scheduleOf(date, CLOSE)) if (what !== 'owner-signs-in') this.#plan(what, at)
  }

  /** A person calls. */
  planByHand(job: Job, at: EpochMs): void {
    this.#timeline.plan(at, () => this.#deliver({ job, scheduledAt: at, byHand: `${at}` }))
  }

  #plan(job: Job, due: EpochMs): void {
    const [skipped, late, lateBy, twice, apart] = [...Array(5)].map(() => this.#draws.uniform()) as Five
    // Without its preparation or its report a day is only told less; the day itself is what is looked at.
    const mayErr = this.#mayErr && job !== 'prepare-day' && job !== 'daily-report'
    if (mayErr && skipped < ERRORS.skipped) {
      this.#trace.note(`${job} ${due} was forgotten`)
      return
    }
    const isLate = late < (endsSoon(due) ? ERRORS.lateNearClose : ERRORS.late)
    const delayMs = mayErr && isLate ? Math.floor(lateBy * ERRORS.lateSecondsMax * SECOND_MS) : 0
    const first = (due + delayMs) as EpochMs
    this.#timeline.plan(first, () => this.#deliver({ job, scheduledAt: due }))
    if (twice >= ERRORS.twice || !this.#mayErr) return
    const second = (first + Math.floor(apart * ERRORS.apartSecondsMax * SECOND_MS)) as EpochMs
    this.#timeline.plan(second, () => this.#deliver({ job, scheduledAt: due }))
  }

  #deliver(trigger: Trigger): void {
    const now = this.#timeline.now()
    if (this.#isForgotten(trigger)) return
    if (this.lateEnd && now >= this.lateEnd.from && now < this.lateEnd.tickAt)
      this.#timeline.plan(this.lateEnd.tickAt, () => this.#deliver(trigger))
    else this.#call(trigger)
  }

  #isForgotten({ job, scheduledAt }: Trigger): boolean {
    const { silence } = this.#quietTime
    return job === 'position-monitor' && !!silence && scheduledAt >= silence.from && scheduledAt < silence.to
  }
}

type Five = [number, number, number, number, number]

function endsSoon(moment: EpochMs): boolean {
  const session = sessionAt(moment)
  return session.phase === 'regular' && session.minutesToClose <= CLOSING_MINUTES
}
