import { z } from 'zod'
import type { EtradeAccount } from '../infra/etrade/accounts.ts'
import type { Job } from '../shared/cycles/trigger.ts'
import { exchangeInstant } from '../shared/time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../shared/time/instant.ts'
import { marketDay } from '../shared/time/market-calendar.ts'
import { sessionAt } from '../shared/time/session.ts'
import { type DaySummary, daySummary } from './day-summary.ts'
import { InvariantWatch } from './invariant-watch.ts'
import { observeBooks } from './observed-books.ts'
import { Pace } from './pace.ts'
import { EMPTY_TALLY, type RunJournal, writeJournal } from './run-journal.ts'
import { type Due, scheduleOf } from './schedule.ts'
import { signIn } from './sign-in.ts'
import type { RequestRecord } from './simulator/server/request-record.ts'
import type { Stack } from './stack.ts'

/** What a function answered, as far as the runner needs to know it; the rest is for people. */
const answerSchema = z.looseObject({
  status: z.enum(['done', 'skipped', 'duplicate', 'busy', 'failed']),
  reason: z.string().optional(),
  problem: z.string().optional(),
})

export type FunctionAnswer = z.infer<typeof answerSchema>

/** Who wants to know how a run goes. */
export interface RunObserver {
  dayStarted?(date: ExchangeDate): void
  signedIn?(at: EpochMs, accounts: readonly EtradeAccount[]): void
  answered?(job: Job, at: EpochMs, answer: FunctionAnswer): void
  /** With the promises checked since the run began. */
  dayEnded?(summary: DaySummary, invariants: RunJournal['invariants']): void
}

export interface RunOptions {
  readonly speed: number | 'max'
  /** How many days to finish; without it the run goes on until it is stopped. */
  readonly days?: number
  readonly observer: RunObserver
}

/** Counts the calls that reach the simulated broker, where nobody can miscount them. */
export class BrokerMeter {
  quoteCalls = 0
  brokerCalls = 0
  orderCalls = 0

  readonly count = ({ operation }: RequestRecord): void => {
    if (operation.startsWith('simulator/') || operation === 'authorize') return
    this.brokerCalls += 1
    if (operation === 'market/quote') this.quoteCalls += 1
    if (operation.startsWith('orders/')) this.orderCalls += 1
  }
}

/**
 * Plays the scheduler and the owner on the virtual clock: day by day it calls the functions over HTTP at their
 * times, checks the promises after every call, and writes down how far it came before it goes on.
 */
export class Runner {
  readonly #stack: Stack
  readonly #meter: BrokerMeter
  readonly #options: RunOptions
  readonly #pace: Pace
  readonly #watch: InvariantWatch
  #journal: RunJournal
  #stopping = false

  constructor(stack: Stack, meter: BrokerMeter, options: RunOptions) {
    this.#stack = stack
    this.#meter = meter
    this.#options = options
    this.#pace = new Pace(options.speed)
    this.#journal = stack.journal
    this.#watch = new InvariantWatch(stack.journal.invariants)
  }

  /** Ends the run after the call that is under way. */
  stop(): void {
    this.#stopping = true
    this.#pace.hurry()
  }

  /** Runs until enough days are finished, the market has no more, or somebody stops it. */
  async run(): Promise<RunJournal> {
    let finished = 0
    while (!this.#stopping && finished !== this.#options.days) {
      await this.#runDay()
      if (this.#stopping) break
      finished += 1
      if (!(await this.#nextDay())) break
    }
    return this.#journal
  }

  async #runDay(): Promise<void> {
    const { date } = this.#journal
    this.#options.observer.dayStarted?.(date)
    const schedule = this.#schedule(date)
    for (const due of schedule.slice(this.#journal.done)) {
      await this.#reach(due)
      if (this.#stopping) return
      await this.#perform(due)
      await this.#keep({ done: this.#journal.done + 1 })
    }
    await this.#endDay()
  }

  /** On the first day what lies before the start of the clock never happened. */
  #schedule(date: ExchangeDate): readonly Due[] {
    const day = marketDay(date)
    if (day.kind === 'closed') throw new RangeError(`${date} is no trading day: ${day.name}`)
    const isFirst = date === this.#stack.source.dates[0]
    const from = exchangeInstant(date, isFirst ? 8 * 60 : 0)
    return scheduleOf(date, day.closeMinute).filter(({ at }) => at >= from)
  }

  /** Only the session takes time; the night and the early morning are skipped. */
  async #reach({ at }: Due): Promise<void> {
    const session = sessionAt((at - 1) as EpochMs)
    if (session.phase === 'regular') await this.#pace.reach(at)
    else this.#pace.skipTo(at)
    if (this.#stopping) return
    this.#stack.clock.moveTo(at)
    // Before anything happens at the new time: a broker that has seen it can't be started again on an earlier one.
    await this.#keep({ now: this.#stack.clock.now() })
  }

  async #perform({ what, at }: Due): Promise<void> {
    if (what === 'owner-signs-in') {
      await signIn(this.#stack.local.session)
      this.#options.observer.signedIn?.(at, await this.#stack.local.accounts())
      return
    }
    const answer = await this.#call(what, at)
    this.#count(answer)
    this.#options.observer.answered?.(what, at, answer)
    if (answer.status !== 'skipped') this.#watch.look(await observeBooks(this.#stack, this.#meter.orderCalls))
  }

  async #call(job: Job, at: EpochMs): Promise<FunctionAnswer> {
    const response = await fetch(`${this.#stack.functions.baseUrl}/${job}`, {
      method: 'POST',
      headers: { 'X-CloudScheduler-ScheduleTime': new Date(at).toISOString() },
    })
    return answerSchema.parse(await response.json())
  }

  #count({ status }: FunctionAnswer): void {
    const { tally } = this.#journal
    const { quoteCalls, brokerCalls } = this.#meter
    this.#meter.quoteCalls = 0
    this.#meter.brokerCalls = 0
    const { reads, writes, deletes } = this.#stack.operations.take()
    this.#journal = {
      ...this.#journal,
      tally: {
        skipped: tally.skipped + (status === 'skipped' ? 1 : 0),
        failed: tally.failed + (status === 'failed' || status === 'busy' ? 1 : 0),
        quoteCalls: tally.quoteCalls + quoteCalls,
        brokerCalls: tally.brokerCalls + brokerCalls,
        storeReads: tally.storeReads + reads,
        storeWrites: tally.storeWrites + writes,
        storeDeletes: tally.storeDeletes + deletes,
      },
    }
  }

  /** Once a day, also when a run on a market without a later day is started again. */
  async #endDay(): Promise<void> {
    const { date, tally, finishedDates } = this.#journal
    if (finishedDates.includes(date)) return
    const { checked, violations } = this.#watch
    const summary = await daySummary(this.#stack.store, date, tally)
    this.#options.observer.dayEnded?.(summary, { checked, violations })
    await this.#keep({ finishedDates: [...finishedDates, date] })
  }

  /** False when the market has no later day. */
  async #nextDay(): Promise<boolean> {
    const { dates } = this.#stack.source
    const date = dates.find((candidate) => candidate > this.#journal.date)
    if (date === undefined) return false
    await this.#keep({ date, done: 0, tally: EMPTY_TALLY })
    return true
  }

  async #keep(progress: Partial<RunJournal>): Promise<void> {
    const { checked, violations } = this.#watch
    this.#journal = { ...this.#journal, ...progress, invariants: { checked, violations } }
    await writeJournal(this.#stack.store, this.#journal)
  }
}
