import { recordDayCandidates } from '../../cycles/day-candidates.ts'
import { selectBeforeOpen } from '../../cycles/day-selection.ts'
import type { KnowledgeOf } from '../../cycles/held-markets.ts'
import { lookAfterPositions } from '../../cycles/monitor.ts'
import { settleOrders } from '../../cycles/settle-orders.ts'
import type { Tick } from '../../cycles/tick.ts'
import { exchangeInstant } from '../../time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../time/instant.ts'
import type { OpenDay } from '../../time/market-calendar.ts'
import { type RegularSession, sessionAt } from '../../time/session.ts'
import type { VirtualClock } from '../../time/virtual-clock.ts'
import type { PolledJob } from '../market/backtest-market.ts'
import type { BacktestDesk } from './backtest-desk.ts'
import { DayScan } from './day-scan.ts'
import { DaySymbols } from './day-symbols.ts'
import type { Funnel } from './funnel.ts'
import type { BacktestSetup } from './setup.ts'

const PREPARE_MINUTE = 7 * 60
const REPORT_AFTER_CLOSE_MINUTES = 5
const SCAN_MINUTES = 2

/** What a day works with. */
export interface DayParts {
  readonly setup: BacktestSetup
  readonly desk: BacktestDesk
  readonly clock: VirtualClock
  readonly funnel: Funnel
  /** Told after every minute of the session. */
  readonly minutePassed: (at: EpochMs) => void
}

/**
 * One trading day of a backtest: the schedule of the live system, with its own decisions at every tick. What is left out
 * is what changes nothing: a look at no position, a judgement of a symbol that a glance keeps out.
 */
export class TradingDay {
  readonly symbols: DaySymbols
  readonly #day: OpenDay
  readonly #parts: DayParts
  readonly #scan: DayScan
  #wasBusy = true

  constructor(day: OpenDay, parts: DayParts) {
    const { setup, funnel } = parts
    this.#day = day
    this.#parts = parts
    this.symbols = new DaySymbols(setup, day)
    this.#scan = new DayScan({ setup, day, symbols: this.symbols, funnel })
  }

  async run(): Promise<void> {
    await this.#prepare()
    const { openAt, closeAt } = this.#day
    for (let at = openAt; at < closeAt; at = (at + MINUTE_MS) as EpochMs) {
      this.#moveTo('position-monitor', at)
      await this.#lookAtPositions()
      if (((at - openAt) / MINUTE_MS) % SCAN_MINUTES === 0) {
        this.#moveTo('signal-scan', at)
        await this.#lookForEntries()
      }
      this.#parts.minutePassed(at)
    }
    await this.#report()
  }

  async #prepare(): Promise<void> {
    const { desk, clock } = this.#parts
    const { date } = this.#day
    clock.moveTo(exchangeInstant(date, PREPARE_MINUTE))
    await this.symbols.read()
    await desk.run(date, async (tick) => {
      const figures = this.symbols.all().map((each) => each.figures)
      const prepared = await recordDayCandidates(tick, figures)
      this.#scan.begin(prepared, selectBeforeOpen(tick, prepared))
    })
  }

  #moveTo(job: PolledJob, dueAt: EpochMs): void {
    const { clock, setup } = this.#parts
    clock.moveTo(setup.market.seenBy?.(job, dueAt) ?? dueAt)
  }

  async #lookAtPositions(): Promise<void> {
    const { desk } = this.#parts
    // One look more after the last position: the equity that its sale left is noted then.
    const isDue = desk.isBusy || this.#wasBusy
    this.#wasBusy = desk.isBusy
    if (!isDue) return
    await this.#inSession(async (tick, session) => {
      await lookAfterPositions(tick, session, async () => this.#knowledge(session))
    })
  }

  #knowledge(session: RegularSession): KnowledgeOf {
    return (symbol) => {
      const day = this.symbols.get(symbol)
      return day ? { plan: day.plan().plan, tape: this.#scan.tapeOf(day, session) } : {}
    }
  }

  /** A run that had to wait for an order begins late, as it would live. */
  async #lookForEntries(): Promise<void> {
    const { desk, clock } = this.#parts
    const work = this.#scan.due(clock.now(), desk.isBusy)
    if (work) await this.#inSession(work)
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
