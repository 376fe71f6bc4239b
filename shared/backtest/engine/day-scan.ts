import type { DayCandidates } from '../../cycles/day-candidates.ts'
import { currentSelection, type DaySelection, withinSelection } from '../../cycles/day-selection.ts'
import { decideEntries } from '../../cycles/decide-entries.ts'
import { universeJudge } from '../../cycles/evaluate-universe.ts'
import { informSignals } from '../../cycles/informed-signals.ts'
import { settleOrders } from '../../cycles/settle-orders.ts'
import type { Tick } from '../../cycles/tick.ts'
import type { UniversePlan, UniverseTape } from '../../cycles/warm-memory.ts'
import { workOrders } from '../../cycles/work-orders.ts'
import type { Ticker } from '../../domain/ids.ts'
import type { Quote } from '../../domain/quote.ts'
import type { Signal } from '../../signals/signal.ts'
import { type EpochMs, MINUTE_MS } from '../../time/instant.ts'
import type { OpenDay } from '../../time/market-calendar.ts'
import type { RegularSession } from '../../time/session.ts'
import type { DaySymbols } from './day-symbols.ts'
import type { Funnel } from './funnel.ts'
import type { BacktestSetup } from './setup.ts'
import type { SymbolDay } from './symbol-day.ts'

/** What the scans of a day work with. */
export interface ScanParts {
  readonly setup: BacktestSetup
  readonly day: OpenDay
  readonly symbols: DaySymbols
  readonly funnel: Funnel
}

/**
 * The scans of one day of a backtest: the steps of the live scan, on the symbols that a glance does not keep out. Quotes
 * of the others are taken into their tapes later, should anybody ask for them.
 */
export class DayScan {
  readonly #parts: ScanParts
  /** When the scans of the day looked at the market, oldest first. */
  readonly #polls: EpochMs[] = []
  #prepared: DayCandidates | undefined
  #selection: DaySelection | undefined

  constructor(parts: ScanParts) {
    this.#parts = parts
  }

  /** What the morning found, which the first scans go by. */
  begin(prepared: DayCandidates, selection: DaySelection): void {
    this.#prepared = prepared
    this.#selection = selection
  }

  /** What a scan at this moment has to do; `undefined` when nothing would come of it. */
  due(now: EpochMs, isBusy: boolean): ((tick: Tick, session: RegularSession) => Promise<void>) | undefined {
    this.#polls.push(now)
    const candidates = this.#candidates(now)
    const isSelectionDue = this.#isSelectionDue(now)
    if (candidates.length === 0 && !isSelectionDue && !isBusy) return undefined
    return async (tick, session) => {
      await settleOrders(tick)
      if (isSelectionDue) await this.#select(tick, session)
      const signals = await this.#judge(tick, candidates, session)
      this.#count(signals)
      if (signals.length > 0)
        await decideEntries(tick, { signals, quotes: this.#quotesFor(tick, candidates) })
      await workOrders(tick, session)
    }
  }

  /** The tape as the last scan left it, which is what a look at a position goes by. */
  tapeOf(symbol: SymbolDay, session: RegularSession): UniverseTape[string] {
    return symbol.tapeAfter(this.#polls, this.#polls.length, session)
  }

  /** The symbols that have to be judged; the others are counted with what keeps them out. */
  #candidates(now: EpochMs): readonly SymbolDay[] {
    const { setup, day, symbols, funnel } = this.#parts
    const all = symbols.all()
    if (setup.judge === 'all') return all
    const closed = this.#closedToAll(now)
    if (closed !== undefined) {
      funnel.refused(closed, all.length)
      return []
    }
    return all.filter((symbol) => {
      const shut = symbol.shutAt(now, day.openAt)
      if (shut) funnel.refused(shut)
      return shut === undefined
    })
  }

  #closedToAll(now: EpochMs): 'no-trade-day' | 'entry-cutoff' | undefined {
    const { setup, day } = this.#parts
    if (day.noTrade !== undefined) return 'no-trade-day'
    const cutoff = day.closeAt - setup.config.entry.cutoffMinutesBeforeClose * MINUTE_MS
    return now >= cutoff ? 'entry-cutoff' : undefined
  }

  #isSelectionDue(now: EpochMs): boolean {
    const { rerankMinutes } = this.#parts.setup.config.selector
    return !this.#selection || now - this.#selection.at >= rerankMinutes * MINUTE_MS
  }

  async #select(tick: Tick, session: RegularSession): Promise<void> {
    const all = this.#parts.symbols.all()
    const quotes = this.#parts.symbols.quotesOf(all, tick.now)
    const plan = new Map(all.map((each) => [each.instrument.symbol, each.rankable]))
    const seen = { plan, quotes, session, ...(this.#prepared && { prepared: this.#prepared }) }
    this.#selection = await currentSelection(tick, this.#selection, seen)
  }

  async #judge(
    tick: Tick,
    candidates: readonly SymbolDay[],
    session: RegularSession,
  ): Promise<readonly Signal[]> {
    if (candidates.length === 0) return []
    const bySymbol = <Value>(value: (symbol: SymbolDay) => Value) =>
      candidates.map((each) => [each.instrument.symbol, value(each)] as const)
    const plan: UniversePlan = new Map(bySymbol((each) => each.plan()))
    const tape: UniverseTape = Object.fromEntries(bySymbol((each) => this.tapeOf(each, session)))
    const quotes = this.#parts.symbols.quotesOf(candidates, tick.now)
    const judge = await universeJudge(tick, { plan, tape, quotes, session })
    const judged = candidates.flatMap(({ instrument }) => judge(instrument) ?? [])
    const selected = withinSelection(judged, this.#selection)
    return (await informSignals(tick, selected, { judge, session })).signals
  }

  #count(signals: readonly Signal[]): void {
    const { funnel } = this.#parts
    for (const { decision, refusals } of signals) {
      if (decision === 'enter') funnel.entered()
      else funnel.refused(refusals[0]?.code ?? 'unknown')
    }
  }

  /** Of the candidates, and of what is held, which the account is valued with. */
  #quotesFor({ state, now }: Tick, candidates: readonly SymbolDay[]): ReadonlyMap<Ticker, Quote> {
    const { symbols } = this.#parts
    const held = Object.values(state.positions).flatMap(({ symbol }) => symbols.get(symbol) ?? [])
    return symbols.quotesOf([...candidates, ...held], now)
  }
}
