import { recordDayCandidates } from '../../cycles/day-candidates.ts'
import {
  currentSelection,
  type DaySelection,
  selectBeforeOpen,
  withinSelection,
} from '../../cycles/day-selection.ts'
import { decideEntries } from '../../cycles/decide-entries.ts'
import { universeJudge } from '../../cycles/evaluate-universe.ts'
import type { KnowledgeOf } from '../../cycles/held-markets.ts'
import { informSignals } from '../../cycles/informed-signals.ts'
import { lookAfterPositions } from '../../cycles/monitor.ts'
import { settleOrders } from '../../cycles/settle-orders.ts'
import type { Tick } from '../../cycles/tick.ts'
import { DAILY_BARS, MINUTE_SESSIONS } from '../../cycles/universe-plan.ts'
import type { UniversePlan, UniverseTape } from '../../cycles/warm-memory.ts'
import { workOrders } from '../../cycles/work-orders.ts'
import type { Ticker } from '../../domain/ids.ts'
import type { Quote } from '../../domain/quote.ts'
import type { Signal } from '../../signals/signal.ts'
import type { Instrument } from '../../symbols/instrument.ts'
import { exchangeInstant } from '../../time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../time/instant.ts'
import type { OpenDay } from '../../time/market-calendar.ts'
import { type RegularSession, sessionAt } from '../../time/session.ts'
import type { PolledJob, RecordedDay } from '../market/backtest-market.ts'
import { QuotedSession } from '../market/quoted-session.ts'
import { BarsSession, type SymbolSession } from '../market/symbol-session.ts'
import type { BacktestDesk } from './backtest-desk.ts'
import type { SessionPrices } from './buy-and-hold.ts'
import type { Funnel } from './funnel.ts'
import type { RunClock } from './run-clock.ts'
import type { BacktestSetup } from './setup.ts'
import { SymbolDay } from './symbol-day.ts'

const PREPARE_MINUTE = 7 * 60
const REPORT_AFTER_CLOSE_MINUTES = 5
const SCAN_MINUTES = 2

/** What a day works with. */
export interface DayParts {
  readonly setup: BacktestSetup
  readonly desk: BacktestDesk
  readonly clock: RunClock
  readonly funnel: Funnel
  /** Told after every minute of the session. */
  readonly minutePassed: (at: EpochMs) => void
}

/**
 * One trading day of a backtest: the schedule of the live system, with its own decisions at every tick. What is left out
 * is what changes nothing: a look at no position, a judgement of a symbol that a glance keeps out.
 */
export class TradingDay {
  readonly #day: OpenDay
  readonly #parts: DayParts
  readonly #symbols = new Map<Ticker, SymbolDay>()
  readonly #polls: EpochMs[] = []
  #selection: DaySelection | undefined
  #wasBusy = true

  constructor(day: OpenDay, parts: DayParts) {
    this.#day = day
    this.#parts = parts
  }

  /** The market of a symbol on this day. */
  sessionOf(symbol: Ticker): SymbolSession | undefined {
    return this.#symbols.get(symbol)?.session
  }

  /** First and last price of the regular session of each symbol that traded. */
  get prices(): ReadonlyMap<Ticker, SessionPrices> {
    const found = [...this.#symbols.values()].flatMap(({ instrument, session }) => {
      const quote = session?.quoteAt((this.#day.closeAt - 1) as EpochMs)
      if (quote?.open === undefined || quote.last === undefined) return []
      return [[instrument.symbol, { open: quote.open, close: quote.last }] as const]
    })
    return new Map(found)
  }

  get bars(): number {
    return [...this.#symbols.values()].reduce((sum, { session }) => sum + (session?.bars ?? 0), 0)
  }

  async run(): Promise<void> {
    await this.#prepare()
    const { openAt, closeAt } = this.#day
    for (let at = openAt; at < closeAt; at = (at + MINUTE_MS) as EpochMs) {
      this.#moveTo('position-monitor', at)
      await this.#monitor()
      if (((at - openAt) / MINUTE_MS) % SCAN_MINUTES === 0) {
        this.#moveTo('signal-scan', at)
        await this.#scan()
      }
      this.#parts.minutePassed(at)
    }
    await this.#report()
  }

  async #prepare(): Promise<void> {
    const { setup, desk, clock } = this.#parts
    const { date } = this.#day
    clock.moveTo(exchangeInstant(date, PREPARE_MINUTE))
    for (const instrument of setup.instruments)
      this.#symbols.set(instrument.symbol, await this.#symbolDay(instrument))
    await desk.run(date, async (tick) => {
      const figures = [...this.#symbols.values()].map((each) => each.figures)
      this.#selection = selectBeforeOpen(tick, await recordDayCandidates(tick, figures))
    })
  }

  async #symbolDay(instrument: Instrument): Promise<SymbolDay> {
    const { market, history, config } = this.#parts.setup
    const { symbol } = instrument
    const { date } = this.#day
    const recorded = market.day(symbol, date)
    // A symbol without bars today can't be judged: only the selector looks at it, and that at completed days.
    const sessions = recorded ? MINUTE_SESSIONS : 0
    const past = {
      dailyBars: await history.dailyBars(symbol, { before: date, count: DAILY_BARS }),
      minuteSessions: sessions === 0 ? [] : await history.minuteSessions(symbol, { before: date, sessions }),
    }
    const session = recorded && this.#session(symbol, recorded)
    return new SymbolDay(instrument, { past, session, rules: config.entry })
  }

  #session(symbol: Ticker, recorded: RecordedDay): SymbolSession {
    return recorded.kind === 'quotes'
      ? new QuotedSession(recorded.seen)
      : new BarsSession(symbol, recorded, this.#day)
  }

  #moveTo(job: PolledJob, dueAt: EpochMs): void {
    const { clock, setup } = this.#parts
    clock.moveTo(setup.market.seenBy?.(job, dueAt) ?? dueAt)
  }

  async #monitor(): Promise<void> {
    const { desk } = this.#parts
    // One look more after the last position: the equity that its sale left is noted then.
    const isDue = desk.isBusy || this.#wasBusy
    this.#wasBusy = desk.isBusy
    if (!isDue) return
    await this.#inSession(async (tick, session) => {
      const known = this.#polls.length
      const knowledgeOf: KnowledgeOf = (symbol) => this.#knowledge(symbol, known, session)
      await lookAfterPositions(tick, session, async () => knowledgeOf)
    })
  }

  #knowledge(symbol: Ticker, polls: number, session: RegularSession): ReturnType<KnowledgeOf> {
    const day = this.#symbols.get(symbol)
    return day ? { plan: day.plan().plan, tape: day.tapeAfter(this.#polls, polls, session) } : {}
  }

  async #scan(): Promise<void> {
    const { desk, clock } = this.#parts
    // A run that had to wait for an order begins late, as it would live.
    this.#polls.push(clock.now())
    const candidates = this.#candidates()
    const isSelectionDue = this.#isSelectionDue()
    if (candidates.length === 0 && !isSelectionDue && !desk.isBusy) return
    await this.#inSession(async (tick, session) => {
      await settleOrders(tick)
      if (isSelectionDue) await this.#select(tick, session)
      const signals = await this.#judge(tick, candidates, session)
      this.#count(signals)
      if (signals.length > 0)
        await decideEntries(tick, { signals, quotes: this.#quotesFor(tick, candidates) })
      await workOrders(tick, session)
    })
  }

  /** The symbols that have to be judged; the others are counted with what keeps them out. */
  #candidates(): readonly SymbolDay[] {
    const { setup, funnel, clock } = this.#parts
    const now = clock.now()
    if (setup.judge === 'all') return [...this.#symbols.values()]
    const cutoff = this.#day.closeAt - setup.config.entry.cutoffMinutesBeforeClose * MINUTE_MS
    if (now >= cutoff || this.#day.noTrade !== undefined) {
      funnel.refused(this.#day.noTrade === undefined ? 'entry-cutoff' : 'no-trade-day', this.#symbols.size)
      return []
    }
    return [...this.#symbols.values()].filter((symbol) => {
      const shut = symbol.shutAt(now, this.#day.openAt)
      if (shut) funnel.refused(shut)
      return shut === undefined
    })
  }

  #isSelectionDue(): boolean {
    const { clock, setup } = this.#parts
    const { rerankMinutes } = setup.config.selector
    return !this.#selection || clock.now() - this.#selection.at >= rerankMinutes * MINUTE_MS
  }

  async #select(tick: Tick, session: RegularSession): Promise<void> {
    const symbols = [...this.#symbols.values()]
    const quotes = this.#quotesOf(symbols)
    const plan = new Map(symbols.map((each) => [each.instrument.symbol, each.rankable]))
    this.#selection = await currentSelection(tick, this.#selection, { plan, quotes, session })
  }

  async #judge(
    tick: Tick,
    candidates: readonly SymbolDay[],
    session: RegularSession,
  ): Promise<readonly Signal[]> {
    if (candidates.length === 0) return []
    const plan: UniversePlan = new Map(candidates.map((each) => [each.instrument.symbol, each.plan()]))
    const tape: UniverseTape = Object.fromEntries(
      candidates.map((each) => [
        each.instrument.symbol,
        each.tapeAfter(this.#polls, this.#polls.length, session),
      ]),
    )
    const judge = await universeJudge(tick, { plan, tape, quotes: this.#quotesOf(candidates), session })
    const judged = candidates.flatMap(({ instrument }) => judge(instrument) ?? [])
    const { signals } = await informSignals(tick, withinSelection(judged, this.#selection), {
      judge,
      session,
    })
    return signals
  }

  #count(signals: readonly Signal[]): void {
    const { funnel } = this.#parts
    for (const { decision, refusals } of signals) {
      if (decision === 'enter') funnel.entered()
      else funnel.refused(refusals[0]?.code ?? 'unknown')
    }
  }

  /** Of the candidates, and of what is held, which the account is valued with. */
  #quotesFor({ state }: Tick, candidates: readonly SymbolDay[]): ReadonlyMap<Ticker, Quote> {
    const held = Object.values(state.positions).flatMap(({ symbol }) => this.#symbols.get(symbol) ?? [])
    return this.#quotesOf([...candidates, ...held])
  }

  #quotesOf(symbols: readonly SymbolDay[]): ReadonlyMap<Ticker, Quote> {
    const now = this.#parts.clock.now()
    return new Map(
      symbols.flatMap(({ instrument, session }) => {
        const quote = session?.quoteAt(now)
        return quote ? [[instrument.symbol, quote] as const] : []
      }),
    )
  }

  async #inSession(work: (tick: Tick, session: RegularSession) => Promise<void>): Promise<void> {
    const { setup, desk, clock } = this.#parts
    const session = sessionAt(clock.now(), setup.calendar)
    if (session.phase === 'closed') return
    await desk.run(this.#day.date, (tick) => work(tick, session))
  }

  async #report(): Promise<void> {
    const { desk, clock } = this.#parts
    clock.moveTo((this.#day.closeAt + REPORT_AFTER_CLOSE_MINUTES * MINUTE_MS) as EpochMs)
    if (desk.isBusy) await desk.run(this.#day.date, settleOrders)
  }
}
