import type { Config } from '../../shared/config/config.ts'
import { moneyFromNumber } from '../../shared/domain/money.ts'
import type { Write } from '../../shared/ports/store.ts'
import { formatEt, parseExchangeDate } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { nextOpenDay } from '../../shared/time/market-calendar.ts'
import { Exchange } from '../simulator/exchange/exchange.ts'
import { type Draws, drawsOf } from '../simulator/market/draws.ts'
import { DayTroubles } from './day-troubles.ts'
import { Fates, type Mishap } from './fates.ts'
import { Crossings, type Instance } from './instance.ts'
import { Liveness } from './liveness.ts'
import { CLOSE, momentOf, OPEN } from './market-day.ts'
import { OwnerPhone } from './owner-phone.ts'
import { dawnOf, type Surroundings } from './process.ts'
import { Processes } from './processes.ts'
import { PromiseBook, type PromiseId, type Violation } from './promises.ts'
import { QuickStore } from './quick-store.ts'
import { QuietTime } from './quiet-time.ts'
import { SecondJudge } from './second-judge.ts'
import { START_CASH_USD, simulatedConfig } from './simulated-config.ts'
import { SimulatedDesk } from './simulated-desk.ts'
import { SimulatedMarket } from './simulated-market.ts'
import { SimulatedScheduler } from './simulated-scheduler.ts'
import { Timeline } from './timeline.ts'
import { Trace } from './trace.ts'
import { Watch } from './watch.ts'

const FIRST_DATE = parseExchangeDate('2026-03-02')
/** On how many of the days a new order is listed late, and at most how late. */
const LISTED_LATE = { chance: 0.3, msMax: 4_000 }

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

/** What is there before anybody looks at it. */
interface Ground {
  readonly timeline: Timeline
  readonly store: QuickStore
  readonly exchange: Exchange
  readonly market: SimulatedMarket
}

/** A few days of a simulated world: the production cycles, unmodified, in many processes among faults. */
export class Episode {
  readonly #setup: EpisodeSetup
  readonly #timeline: Timeline
  readonly #trace: Trace
  readonly #fates: Fates
  readonly #draws: Draws
  readonly #book: PromiseBook
  readonly #watch: Watch
  readonly #judge: SecondJudge
  readonly #desk: SimulatedDesk
  readonly #liveness: Liveness
  readonly #scheduler: SimulatedScheduler
  readonly #phone: OwnerPhone
  readonly #troubles: DayTroubles
  readonly #decisions = new Map<string, string>()
  #trades = 0

  private constructor(setup: EpisodeSetup, ground: Ground) {
    const { timeline, store, exchange } = ground
    const { seed, calm = false } = setup
    const config = simulatedConfig(setup)
    this.#setup = setup
    this.#timeline = timeline
    this.#trace = new Trace(timeline, setup.keepTrace ?? false)
    this.#fates = new Fates(drawsOf(seed, 'fates'), {
      allowed: setup.mishaps,
      instant: calm,
      ...(setup.keptMishaps && { kept: setup.keptMishaps }),
    })
    this.#draws = drawsOf(seed, 'scheduler and owner')
    this.#book = new PromiseBook(() => `${formatEt(timeline.now(), 'date-time')} ET`)
    const [trace, fates, book, draws] = [this.#trace, this.#fates, this.#book, this.#draws]
    const watch = new Watch({ book, config, store, exchange, now: () => timeline.now() })
    this.#watch = watch
    this.#judge = new SecondJudge(book, config)
    this.#desk = new SimulatedDesk(timeline, watch)
    const desk = this.#desk
    const quietTime = new QuietTime(timeline, fates)
    this.#liveness = new Liveness({ config, timeline, store, exchange, desk, watch, book, quietTime })
    const around = this.#surroundings(ground, config)
    const processes = new Processes({ around, book, trace, watch })
    this.#scheduler = new SimulatedScheduler({
      ...{ timeline, draws, trace, quietTime, mayErr: !calm },
      call: (trigger) => processes.start(trigger),
    })
    this.#phone = new OwnerPhone({
      ...{ timeline, trace, draws: drawsOf(seed, 'the owner at the phone') },
      deliver: (update, answered) => processes.hear(update, answered),
    })
    this.#troubles = new DayTroubles({
      ...{ timeline, draws, trace, desk, exchange, watch, quietTime },
      lateDraws: drawsOf(seed, 'before the close'),
      scheduler: this.#scheduler,
      liveness: this.#liveness,
    })
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

  #surroundings(ground: Ground, config: Config): Surroundings {
    const { timeline } = ground
    return {
      ...ground,
      config,
      unlimited: this.#setup.calm ?? false,
      desk: this.#desk,
      crossings: new Crossings({ timeline, fates: this.#fates, trace: this.#trace }),
      onCommit: (instance, writes) => this.#committed(instance, writes),
      onScanQuotes: (instance, quotes) => {
        const run = this.#watch.runs.get(instance)
        if (!run) return
        run.quotesAt = timeline.now()
        for (const [symbol, quote] of quotes) run.quotes.set(symbol, quote)
      },
      onDelivery: (alert) => {
        this.#trace.note(`alert ${alert.alertId}`)
        this.#liveness.delivered(alert)
      },
      onReply: (reply) => this.#phone.received(reply),
      troubleOf: (symbol) => this.#troubles.troubleOf(symbol),
    }
  }

  #committed(instance: Instance, writes: readonly Write[]): void {
    this.#trace.note(`${instance.name} wrote ${writes.map(({ path }) => path).join(' ')}`)
    const before = this.#watch.state
    this.#watch.committed(instance, writes)
    this.#judge.committed(writes, this.#watch.runs.get(instance), { before, after: this.#watch.state })
    if (this.#setup.calm) this.#keepDecisions(writes)
    this.#trades += writes.filter(({ path }) => path.startsWith('trades/')).length
  }

  #keepDecisions(writes: readonly Write[]): void {
    for (const write of writes) {
      if (write.kind === 'delete' || !write.path.startsWith('decisions/')) continue
      this.#decisions.set(write.path, JSON.stringify({ ...write.value, mode: 'either' }))
    }
  }

  async #day(date: ExchangeDate): Promise<void> {
    await this.#timeline.runTo(dawnOf(date))
    this.#desk.listedAfterMs =
      this.#draws.uniform() < LISTED_LATE.chance && !this.#setup.calm
        ? Math.floor(this.#draws.uniform() * LISTED_LATE.msMax)
        : 0
    this.#scheduler.planDay(date)
    if (!this.#setup.calm) {
      this.#troubles.planDay(date)
      this.#phone.planDay(date)
    }
    for (let minute = OPEN; minute <= CLOSE; minute += 1)
      this.#timeline.plan(momentOf(date, minute, 59), () => this.#liveness.lookAtCover())
    for (let minute = OPEN; minute < CLOSE; minute += 1)
      this.#timeline.plan(momentOf(date, minute), () => this.#troubles.drawTroubleOfQuotes())
    await this.#timeline.runTo(momentOf(date, CLOSE + 30))
    await this.#liveness.demandEndOfDay(date)
  }

  #result(): EpisodeResult {
    const { checks, violations } = this.#book
    return {
      days: this.#setup.days,
      hash: this.#trace.digest(),
      checks,
      violations,
      trades: this.#trades,
      mishaps: this.#fates.count,
      trace: this.#trace.lines,
      decisions: this.#decisions,
    }
  }
}

function datesFrom(first: ExchangeDate, days: number): readonly ExchangeDate[] {
  const dates = [first]
  while (dates.length < days) dates.push(nextOpenDay(dates.at(-1) as ExchangeDate))
  return dates
}
