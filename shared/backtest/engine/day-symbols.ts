import { DAILY_BARS, MINUTE_SESSIONS } from '../../cycles/universe-plan.ts'
import type { Ticker } from '../../domain/ids.ts'
import type { Quote } from '../../domain/quote.ts'
import type { Instrument } from '../../symbols/instrument.ts'
import type { EpochMs } from '../../time/instant.ts'
import type { OpenDay } from '../../time/market-calendar.ts'
import { QuotedSession } from '../market/quoted-session.ts'
import { BarsSession, type SymbolSession } from '../market/symbol-session.ts'
import type { SessionPrices } from './buy-and-hold.ts'
import type { BacktestSetup } from './setup.ts'
import { SymbolDay } from './symbol-day.ts'

/** Every symbol of the universe on one day, with its past and its market. */
export class DaySymbols {
  readonly #setup: BacktestSetup
  readonly #day: OpenDay
  readonly #symbols = new Map<Ticker, SymbolDay>()

  constructor(setup: BacktestSetup, day: OpenDay) {
    this.#setup = setup
    this.#day = day
  }

  /** Reads what was known of the symbols on the morning of the day. */
  async read(): Promise<void> {
    for (const instrument of this.#setup.instruments)
      this.#symbols.set(instrument.symbol, await this.#symbolDay(instrument))
  }

  all(): readonly SymbolDay[] {
    return [...this.#symbols.values()]
  }

  get(symbol: Ticker): SymbolDay | undefined {
    return this.#symbols.get(symbol)
  }

  /** What is quoted at a moment; symbols without a quote are left out. */
  quotesOf(symbols: readonly SymbolDay[], now: EpochMs): ReadonlyMap<Ticker, Quote> {
    return new Map(
      symbols.flatMap(({ instrument, session }) => {
        const quote = session?.quoteAt(now)
        return quote ? [[instrument.symbol, quote] as const] : []
      }),
    )
  }

  /** First and last price of the regular session of each symbol that traded. */
  get prices(): ReadonlyMap<Ticker, SessionPrices> {
    const quotes = this.quotesOf(this.all(), (this.#day.closeAt - 1) as EpochMs)
    return new Map(
      [...quotes].flatMap(([symbol, { open, last }]) =>
        open === undefined || last === undefined ? [] : [[symbol, { open, close: last }] as const],
      ),
    )
  }

  /** Bars of the day, of all symbols. */
  get bars(): number {
    return this.all().reduce((sum, { session }) => sum + (session?.bars ?? 0), 0)
  }

  async #symbolDay(instrument: Instrument): Promise<SymbolDay> {
    const { history, config } = this.#setup
    const { symbol } = instrument
    const { date } = this.#day
    const session = this.#session(symbol)
    // A symbol without a market today can't be judged: only the selector looks at it, and that at completed days.
    const sessions = session ? MINUTE_SESSIONS : 0
    const past = {
      dailyBars: await history.dailyBars(symbol, { before: date, count: DAILY_BARS }),
      minuteSessions: sessions === 0 ? [] : await history.minuteSessions(symbol, { before: date, sessions }),
    }
    return new SymbolDay(instrument, { past, session, rules: config.entry })
  }

  #session(symbol: Ticker): SymbolSession | undefined {
    const recorded = this.#setup.market.day(symbol, this.#day.date)
    if (!recorded) return undefined
    return recorded.kind === 'quotes'
      ? new QuotedSession(recorded.seen)
      : new BarsSession(symbol, recorded, this.#day)
  }
}
