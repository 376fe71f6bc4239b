import { sha256 } from '../../infra/digest/sha256.ts'
import type { Alert } from '../../shared/alerts/alert.ts'
import { type Config, parseConfig } from '../../shared/config/config.ts'
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
import { moneyFromNumber } from '../../shared/domain/money.ts'
import { currentNakedMs, isCovered } from '../../shared/orders/cover.ts'
import { StoreUnavailableError, type Write } from '../../shared/ports/store.ts'
import { brokenLink, logLinkSchema } from '../../shared/state/event-log.ts'
import { isInFlux } from '../../shared/state/trading-state.ts'
import { exchangeInstant, formatEt, parseExchangeDate } from '../../shared/time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts'
import { nextOpenDay } from '../../shared/time/market-calendar.ts'
import { sessionAt } from '../../shared/time/session.ts'
import { scheduleOf } from '../schedule.ts'
import { Exchange } from '../simulator/exchange/exchange.ts'
import { type Draws, drawsOf } from '../simulator/market/draws.ts'
import { Fates, type Mishap } from './fates.ts'
import { Crossings, Instance } from './instance.ts'
import { dawnOf, type Surroundings, worldOf } from './process.ts'
import { PromiseBook, type PromiseId, type Violation } from './promises.ts'
import { QuickStore } from './quick-store.ts'
import { SecondJudge } from './second-judge.ts'
import { SimulatedDesk } from './simulated-desk.ts'
import { SIMULATED_SYMBOLS, SimulatedMarket } from './simulated-market.ts'
import type { QuoteTrouble } from './simulated-quotes.ts'
import { Timeline } from './timeline.ts'
import { Trace } from './trace.ts'
import { type RunSeen, Watch } from './watch.ts'

/** The broker tells average prices to 1/10,000 USD: so much may a trade of some hundred shares be off. */
const CENT_A_TRADE = 200
const FIRST_DATE = parseExchangeDate('2026-03-02')
const OPEN = 570
const CLOSE = 960
const START_CASH_USD = 100_000
/** Minutes after the open at which everything works for a while, so that progress can be demanded. */
const QUIET_FROM = [60, 150, 240, 330]
const QUIET_MINUTES = 12
const DEMAND_AFTER_MINUTES = 10
const LAST_QUIET_MINUTES = 14

/** How the scheduler errs: it forgets a tick, is late with it, or calls twice. */
const SCHEDULER = {
  skipped: 0.01,
  late: 0.04,
  lateNearClose: 0.5,
  lateSecondsMax: 90,
  twice: 0.04,
  apartSecondsMax: 20,
}
/** On how many of the days the owner stops all entries, and loses the token for some minutes. */
const OWNER = { stops: 0.15, losesToken: 0.08, withinMinutes: 300, minutesWithout: 7 }
/** On how many of the days the broker takes no stop for some minutes, in a time in which nothing else goes wrong. */
const NO_STOPS = { chance: 0.4, minutes: 8 }
/**
 * On how many of the days the broker takes no order shortly before the close and the last ticks come late, so that what
 * is left is sent at the very end.
 */
const LATE_END = { chance: 0.3, fromMinutesLeft: 15, toMinutesLeft: 1, tickSecondsLeftMax: 6 }
/** On how many of the days the monitor is not called for some minutes; two intervals later the owner must know. */
const SILENCE = { chance: 0.2, afterMinutes: 2, minutes: 5, toldAfterMinutes: 4 }
/** Orders that are sent at the very end are what the session rule is for. */
const CLOSING_MINUTES = 4
const TROUBLE_CHANCE = 0.02
const TROUBLES: readonly QuoteTrouble[] = ['stale', 'delayed', 'no-bid', 'missing']
/** A filled entry may be naked for its minute, two ticks and the time they take. */
const NAKED_MS_MAX = 60_000 + 2 * MINUTE_MS + 30_000
const CALM_MS = 3 * MINUTE_MS

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

/** What a simulated world is made of. */
export interface EpisodeSetup {
  readonly seed: number
  readonly days: number
  readonly mode: Config['mode']
  /** Kinds of mishaps that may happen. */
  readonly mishaps: readonly Mishap[]
  /** Only the mishaps of these numbers happen. */
  readonly keptMishaps?: readonly number[]
  /** Nothing errs, nothing takes time and no price jumps: for comparing two modes. */
  readonly calm?: boolean
  readonly keepTrace?: boolean
}

export interface EpisodeResult {
  readonly days: number
  readonly hash: string
  readonly checks: ReadonlyMap<PromiseId, number>
  readonly violations: readonly Violation[]
  readonly trades: number
  /** How many mishaps there were, those that were kept from happening included. */
  readonly mishaps: number
  readonly trace: readonly string[]
  /** Of a calm world, by path, without their mode. */
  readonly decisions: ReadonlyMap<string, string>
}

/** So little is asked of an entry that every day has some, and so few limits end a day early. */
function simulatedConfig({ mode, seed }: EpisodeSetup): Config {
  return parseConfig({
    mode,
    demo: { startCashUsd: START_CASH_USD },
    entry: {
      ...{ scoreMin: { standard: 0.65 }, familiesMin: 1, rsiMin: 0, rsiMax: 100, volumeRatioMin: 0 },
      ...{
        volumeProfileSessionsMin: 1,
        openingGuardMinutes: 0,
        cooldownMinutes: 5,
        cooldownAfterStopMinutes: 5,
      },
      entriesPerSymbolDayMax: 12,
    },
    // Every other world holds long enough to have something left at the end of its days.
    exits: { holdMinutesMax: seed % 2 === 0 ? 25 : 90, partialExit: true },
    // Shorter than a lease, so that a slow run meets either limit.
    execution: { previewAgeSecondsMax: 20 },
    risk: {
      ...{
        dailyTradesMax: { standard: 50 },
        consecutiveLossesMax: 99,
        dailyLossPctMax: 50,
        weeklyLossPctMax: 50,
      },
      ...{ monthlyLossPctMax: 50, drawdownPctMax: 50 },
    },
  })
}

/** A few days of a simulated world: the production cycles, unmodified, in many processes among faults. */
export class Episode {
  readonly #setup: EpisodeSetup
  readonly #timeline: Timeline
  readonly #trace: Trace
  readonly #fates: Fates
  readonly #draws: Draws
  readonly #lateDraws: Draws
  readonly #book: PromiseBook
  readonly #watch: Watch
  readonly #judge: SecondJudge
  readonly #desk: SimulatedDesk
  readonly #around: Surroundings
  readonly #processes = new Map<Instance, World>()
  readonly #busy = new Set<Instance>()
  readonly #delivered = new Map<string, Alert>()
  readonly #decisions = new Map<string, string>()
  #lateEnd: { readonly from: EpochMs; readonly tickAt: EpochMs } | undefined
  #silence: { readonly from: EpochMs; readonly to: EpochMs } | undefined
  #started = 0
  #quietSince: EpochMs
  #trades = 0
  #trouble: ReadonlyMap<string, QuoteTrouble> = new Map()

  private constructor(
    setup: EpisodeSetup,
    parts: { timeline: Timeline; store: QuickStore; exchange: Exchange; market: SimulatedMarket },
  ) {
    this.#setup = setup
    this.#timeline = parts.timeline
    this.#quietSince = parts.timeline.now()
    const config = simulatedConfig(setup)
    this.#trace = new Trace(parts.timeline, setup.keepTrace ?? false)
    this.#fates = new Fates(drawsOf(setup.seed, 'fates'), {
      allowed: setup.mishaps,
      instant: setup.calm ?? false,
      ...(setup.keptMishaps && { kept: setup.keptMishaps }),
    })
    this.#draws = drawsOf(setup.seed, 'scheduler and owner')
    this.#lateDraws = drawsOf(setup.seed, 'before the close')
    this.#book = new PromiseBook(() => `${formatEt(parts.timeline.now(), 'date-time')} ET`)
    const now = () => parts.timeline.now()
    this.#watch = new Watch({ book: this.#book, config, store: parts.store, exchange: parts.exchange, now })
    this.#judge = new SecondJudge(this.#book, config)
    this.#desk = new SimulatedDesk(parts.timeline, this.#watch)
    this.#around = {
      ...parts,
      config,
      unlimited: setup.calm ?? false,
      desk: this.#desk,
      crossings: new Crossings({ timeline: parts.timeline, fates: this.#fates, trace: this.#trace }),
      onCommit: (instance, writes) => {
        this.#trace.note(`${instance.name} wrote ${writes.map(({ path }) => path).join(' ')}`)
        const before = this.#watch.state
        this.#watch.committed(instance, writes)
        this.#judge.committed(writes, this.#watch.runs.get(instance), { before, after: this.#watch.state })
        if (this.#setup.calm) this.#keepDecisions(writes)
        this.#trades += writes.filter(({ path }) => path.startsWith('trades/')).length
      },
      onScanQuotes: (instance, quotes) => {
        const run = this.#watch.runs.get(instance)
        if (!run) return
        run.quotesAt = this.#timeline.now()
        for (const [symbol, quote] of quotes) run.quotes.set(symbol, quote)
      },
      onDelivery: (alert) => {
        this.#trace.note(`alert ${alert.alertId}`)
        this.#delivered.set(alert.alertId, alert)
      },
      troubleOf: (symbol) => this.#trouble.get(symbol) ?? 'none',
    }
  }

  #keepDecisions(writes: readonly Write[]): void {
    for (const write of writes) {
      if (write.kind === 'delete' || !write.path.startsWith('decisions/')) continue
      this.#decisions.set(write.path, JSON.stringify({ ...write.value, mode: 'either' }))
    }
  }

  static async run(setup: EpisodeSetup): Promise<EpisodeResult> {
    const dates = datesFrom(FIRST_DATE, setup.days)
    const timeline = new Timeline(dawnOf(FIRST_DATE))
    const market = new SimulatedMarket(setup.seed, dates, setup.calm ?? false)
    const exchange = await Exchange.open({
      market,
      clock: timeline,
      store: new QuickStore(timeline),
      account: {
        ...{ accountIdKey: 'simulated', accountId: '1', kind: setup.calm ? 'CASH' : 'MARGIN' },
        startCash: moneyFromNumber(START_CASH_USD),
      },
      rules: setup.calm
        ? {}
        : {
            feesEnabled: true,
            fillsLimitedByDisplayedSize: true,
            cancelDelayMs: 1_500,
            repeatedClientOrderIds: true,
          },
    })
    const store = new QuickStore(timeline)
    const episode = new Episode(setup, { timeline, store, exchange, market })
    for (const date of dates) await episode.#day(date)
    return episode.#result()
  }

  #result(): EpisodeResult {
    const { checks, violations } = this.#book
    const { days } = this.#setup
    return {
      days,
      hash: this.#trace.digest(),
      checks,
      violations,
      trades: this.#trades,
      mishaps: this.#fates.count,
      trace: this.#trace.lines,
      decisions: this.#decisions,
    }
  }

  async #day(date: ExchangeDate): Promise<void> {
    const at = (minute: number, seconds = 0) =>
      (exchangeInstant(date, minute) + seconds * SECOND_MS) as EpochMs
    await this.#timeline.runTo(dawnOf(date))
    this.#desk.listedAfterMs =
      this.#draws.uniform() < 0.3 && !this.#setup.calm ? Math.floor(this.#draws.uniform() * 4_000) : 0
    for (const { what, at: due } of scheduleOf(date, CLOSE)) {
      if (what !== 'owner-signs-in') this.#schedule(what, due)
    }
    if (!this.#setup.calm) {
      this.#planOwner(at)
      this.#planSilence(at)
      this.#planRefusals(at)
      this.#planQuietTimes(at)
    }
    for (let minute = OPEN; minute <= CLOSE; minute += 1)
      this.#timeline.plan(at(minute, 59), () => this.#minute())
    for (let minute = OPEN; minute < CLOSE; minute += 1)
      this.#timeline.plan(at(minute), () => this.#drawTrouble())
    await this.#timeline.runTo(at(CLOSE + 30))
    await this.#endOfDay(date)
  }

  #schedule(job: Job, due: EpochMs): void {
    const [skipped, late, lateBy, twice, apart] = this.#draw(5) as [number, number, number, number, number]
    // Without its preparation or its report a day is only told less; the day itself is what is looked at.
    const mayErr = job !== 'prepare-day' && job !== 'daily-report' && !this.#setup.calm
    if (mayErr && skipped < SCHEDULER.skipped) {
      this.#trace.note(`${job} ${due} was forgotten`)
      return
    }
    const nearClose = sessionEndsWithin(due, CLOSING_MINUTES)
    const delayMs =
      mayErr && (late < SCHEDULER.late || (nearClose && late < SCHEDULER.lateNearClose))
        ? lateBy * SCHEDULER.lateSecondsMax * SECOND_MS
        : 0
    const first = (due + Math.floor(delayMs)) as EpochMs
    this.#timeline.plan(first, () => this.#deliver({ job, scheduledAt: due }))
    if (twice >= SCHEDULER.twice || this.#setup.calm) return
    const second = (first + Math.floor(apart * SCHEDULER.apartSecondsMax * SECOND_MS)) as EpochMs
    this.#timeline.plan(second, () => this.#deliver({ job, scheduledAt: due }))
  }

  #draw(count: number): number[] {
    return Array.from({ length: count }, () => this.#draws.uniform())
  }

  /** The owner agrees every morning, stops entries on some days, and signs in late on some. */
  #planOwner(at: (minute: number) => EpochMs): void {
    const now = at(485)
    this.#timeline.plan(now, () =>
      this.#deliver({ job: 'safe-mode-confirm', scheduledAt: now, byHand: `${now}` }),
    )
    const [stops, stopAt, loses, loseAt] = this.#draw(4) as [number, number, number, number]
    if (stops < OWNER.stops) {
      const moment = at(OPEN + Math.floor(stopAt * OWNER.withinMinutes))
      this.#timeline.plan(moment, () =>
        this.#deliver({ job: 'safe-mode-on', scheduledAt: moment, byHand: `${moment}` }),
      )
    }
    if (loses < OWNER.losesToken) {
      const from = OPEN + Math.floor(loseAt * OWNER.withinMinutes)
      this.#timeline.plan(at(from), () => this.#signIn(false))
      this.#timeline.plan(at(from + OWNER.minutesWithout), () => this.#signIn(true))
    }
  }

  /** On some days the scheduler forgets the monitor for a while, in a time in which nothing else goes wrong. */
  #planSilence(at: (minute: number) => EpochMs): void {
    const [silent, silentAt] = this.#draw(2) as [number, number]
    this.#silence = undefined
    if (silent >= SILENCE.chance) return
    const from = OPEN + (QUIET_FROM[Math.floor(silentAt * QUIET_FROM.length)] ?? 0) + SILENCE.afterMinutes
    this.#silence = { from: at(from), to: at(from + SILENCE.minutes) }
    this.#timeline.plan(at(from + SILENCE.toldAfterMinutes), () => {
      const told = [...this.#delivered.values()].some(
        ({ type, time }) => type === 'SILENT_JOB' && time >= at(from),
      )
      this.#book.check('L6', told, () => `the monitor was silent from minute ${from} on`)
    })
  }

  #isLate(): boolean {
    const now = this.#timeline.now()
    return this.#lateEnd !== undefined && now >= this.#lateEnd.from && now < this.#lateEnd.tickAt
  }

  #isForgotten({ job, scheduledAt }: Trigger): boolean {
    const silence = this.#silence
    return job === 'position-monitor' && !!silence && scheduledAt >= silence.from && scheduledAt < silence.to
  }

  #planRefusals(at: (minute: number) => EpochMs): void {
    const [stops, stopsAt] = this.#draw(2) as [number, number]
    const refuse = (what: SimulatedDesk['refuses'], from: number, to: number) => {
      this.#timeline.plan(at(from), () => {
        this.#desk.refuses = what
      })
      this.#timeline.plan(at(to), () => {
        this.#desk.refuses = 'nothing'
      })
    }
    const from = OPEN + (QUIET_FROM[Math.floor(stopsAt * QUIET_FROM.length)] ?? 0)
    if (stops < NO_STOPS.chance) refuse('stops', from, from + NO_STOPS.minutes)
    const [late, secondsLeft] = [this.#lateDraws.uniform(), this.#lateDraws.uniform()]
    this.#lateEnd = undefined
    if (late >= LATE_END.chance) return
    refuse('orders', CLOSE - LATE_END.fromMinutesLeft, CLOSE - LATE_END.toMinutesLeft)
    const tickAt = (at(CLOSE) - Math.ceil(secondsLeft * LATE_END.tickSecondsLeftMax) * SECOND_MS) as EpochMs
    this.#lateEnd = { from: at(CLOSE - LATE_END.toMinutesLeft), tickAt }
  }

  #signIn(signedIn: boolean): void {
    this.#desk.signedIn = signedIn
    if (signedIn) this.#quietSince = this.#timeline.now()
    this.#trace.note(signedIn ? 'the owner signed in' : 'the token is gone')
  }

  #planQuietTimes(at: (minute: number) => EpochMs): void {
    const setQuiet = (quiet: boolean) => () => {
      if (quiet && !this.#fates.quiet) this.#quietSince = this.#timeline.now()
      this.#fates.quiet = quiet
    }
    this.#timeline.plan(at(OPEN), setQuiet(false))
    for (const from of QUIET_FROM) {
      this.#timeline.plan(at(OPEN + from), setQuiet(true))
      this.#timeline.plan(at(OPEN + from + DEMAND_AFTER_MINUTES), () => this.#demandProgress())
      this.#timeline.plan(at(OPEN + from + QUIET_MINUTES), setQuiet(false))
    }
    const calmEnd = this.#draws.uniform() < 0.7
    if (calmEnd) this.#timeline.plan(at(CLOSE - LAST_QUIET_MINUTES), setQuiet(true))
    this.#timeline.plan(at(CLOSE + 2), setQuiet(true))
  }

  #drawTrouble(): void {
    const trouble = new Map<string, QuoteTrouble>()
    for (const symbol of SIMULATED_SYMBOLS) {
      const [chance, kind] = [this.#draws.uniform(), this.#draws.uniform()]
      if (chance < TROUBLE_CHANCE && !this.#fates.quiet)
        trouble.set(symbol, TROUBLES[Math.floor(kind * TROUBLES.length)] as QuoteTrouble)
    }
    this.#trouble = trouble
  }

  #deliver(trigger: Trigger): void {
    if (this.#isForgotten(trigger)) return
    if (this.#isLate()) {
      this.#timeline.plan(this.#lateEnd?.tickAt as EpochMs, () => this.#deliver(trigger))
      return
    }
    if (trigger.job === 'safe-mode-confirm') this.#watch.stoppedByOwner = false
    const instance = this.#idleProcess()
    const run: RunSeen = {
      key: runKey(trigger),
      startedAt: this.#timeline.now(),
      failedReads: 0,
      quotes: new Map(),
      quotesAt: 0 as EpochMs,
    }
    this.#watch.runs.set(instance, run)
    this.#busy.add(instance)
    void this.#run(instance, trigger, run)
  }

  async #run(instance: Instance, trigger: Trigger, run: RunSeen): Promise<void> {
    const world = this.#processes.get(instance) as World
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

  /** A process that is warm and has nothing to do, or a new one; those that have ended are forgotten. */
  #idleProcess(): Instance {
    for (const instance of this.#processes.keys()) {
      if (!instance.alive) {
        this.#processes.delete(instance)
        this.#watch.runs.delete(instance)
        this.#busy.delete(instance)
      } else if (!this.#busy.has(instance)) return instance
    }
    this.#started += 1
    const instance = new Instance(`process-${this.#started}`)
    this.#processes.set(instance, worldOf(instance, this.#around))
    return instance
  }

  /** Looked at every minute, whatever goes wrong. */
  #minute(): void {
    const { state } = this.#watch
    if (!state) return
    const now = this.#timeline.now()
    const calm =
      this.#fates.quiet && !this.#isSilent() && this.#desk.signedIn && now - this.#quietSince > CALM_MS
    for (const position of Object.values(state.positions)) {
      const naked = currentNakedMs(position.cover, now)
      const holds = !calm || position.exiting !== undefined || naked <= NAKED_MS_MAX
      this.#book.check('L1', holds, () => `${position.symbol} without a stop for ${naked} ms`)
    }
  }

  #isSilent(): boolean {
    const now = this.#timeline.now()
    const silence = this.#silence
    return silence !== undefined && now >= silence.from && now < silence.to + CALM_MS
  }

  #demandProgress(): void {
    const { state } = this.#watch
    if (
      !state ||
      !this.#desk.signedIn ||
      this.#desk.refuses !== 'nothing' ||
      this.#isSilent() ||
      this.#timeline.now() - this.#quietSince < CALM_MS
    )
      return
    const doubtful = Object.values(state.orders).filter(
      ({ state: now }) => now === 'UNKNOWN' || now === 'SUBMITTING',
    )
    this.#book.check('L2', doubtful.length === 0, () =>
      doubtful.map(({ clientOrderId, state: s, note }) => `${clientOrderId} ${s} ${note}`).join(),
    )
    for (const position of Object.values(state.positions)) {
      const protectedOrLeaving = isCovered(position, state.orders) || isInFlux(state, position.symbol)
      this.#book.check('L7', protectedOrLeaving, () => `${position.symbol} is bare`)
    }
    if (this.#setup.mode === 'LIVE' && !isInFlux(state)) void this.#watch.compare('L3', 'in a quiet time')
  }

  async #endOfDay(date: ExchangeDate): Promise<void> {
    const { state } = this.#watch
    if (!state) return
    const held = Object.keys(state.positions)
    const told = this.#delivered.get(`end-of-day-${date}`)
    this.#book.check(
      'L5',
      held.length === 0 || told?.urgency === 'critical',
      () => `${held} after the close of ${date}`,
    )
    this.#book.check('L4', state.pendingAlerts.length === 0, () => state.pendingAlerts.join())
    const documents = await this.#around.store.query({ collection: 'events' })
    const broken = brokenLink(
      documents.map(({ value }) => logLinkSchema.parse(value)),
      sha256,
    )
    this.#book.check('I24', broken === undefined, () => broken ?? '')
    if (this.#setup.mode === 'DEMO' || isInFlux(state)) return
    await this.#watch.compare('L3', `after the close of ${date}`)
    const { cash } = await this.#around.exchange.balance()
    const moved = cash - moneyFromNumber(START_CASH_USD)
    this.#book.check(
      'I17',
      Math.abs(moved - state.risk.cashMoved) <= this.#trades * CENT_A_TRADE,
      () => `cash moved by ${moved}, fills say ${state.risk.cashMoved}`,
    )
  }
}

function datesFrom(first: ExchangeDate, days: number): readonly ExchangeDate[] {
  const dates = [first]
  while (dates.length < days) dates.push(nextOpenDay(dates.at(-1) as ExchangeDate))
  return dates
}

function sessionEndsWithin(moment: EpochMs, minutes: number): boolean {
  const session = sessionAt(moment)
  return session.phase === 'regular' && session.minutesToClose <= minutes
}

function isOutage(error: unknown): boolean {
  return (
    error instanceof BrokerError || error instanceof StoreUnavailableError || error instanceof LeaseLostError
  )
}
