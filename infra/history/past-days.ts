import type { DailyBar } from '../../shared/domain/bar.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { MinuteSession } from '../../shared/ports/history.ts'
import { addDays } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import type { BarSource } from './bar-source.ts'
import { asDailyBar, wholeSession } from './day-bars.ts'
import { priceScale, scaled } from './price-scale.ts'
import { RecentDates } from './recent-dates.ts'
import { remembered } from './remembered.ts'

/** The longest closure since 1990 (September 2001) is seven calendar days from one session to the next. */
const GAP_DAYS_MAX = 7
/** As many as a day looks back at, and the day itself. */
const SESSIONS_KEPT = 22

/** Completed days of a bar source: what a provider could have answered on the morning of `before`. */
export class PastDays {
  readonly #source: BarSource
  readonly #sessions = new RecentDates<MinuteSession | undefined>(SESSIONS_KEPT)
  readonly #common = new Map<Ticker, readonly DailyBar[]>()
  readonly #sessionBars = new Map<string, DailyBar | undefined>()

  constructor(source: BarSource) {
    this.#source = source
  }

  /** How many dates of whole sessions stay in memory. */
  keepDates(count: number): void {
    this.#sessions.keep(count)
  }

  /**
   * Daily bars that exist as such, continued by whole intraday sessions on the dates without one, and only as
   * far back as no trading days are missing: bars of two years apart side by side would be a price that never
   * moved so.
   */
  dailyBars(
    symbol: Ticker,
    request: { readonly before: ExchangeDate; readonly count: number },
  ): readonly DailyBar[] {
    const bars: DailyBar[] = []
    let following = request.before
    for (const bar of this.#backwards(symbol, request.before)) {
      if (bars.length === request.count || addDays(bar.date, GAP_DAYS_MAX) < following) break
      bars.push(bar)
      following = bar.date
    }
    return bars.reverse()
  }

  minuteSessions(
    symbol: Ticker,
    request: { readonly before: ExchangeDate; readonly sessions: number },
  ): readonly MinuteSession[] {
    const found: MinuteSession[] = []
    for (const date of this.#sessionsBackwards(symbol, request.before)) {
      if (found.length === request.sessions) break
      const session = this.#session(symbol, date)
      if (session) found.push(session)
    }
    return found.reverse()
  }

  *#backwards(symbol: Ticker, before: ExchangeDate): Generator<DailyBar> {
    const daily = this.#source.dailyBars(symbol)
    const scale = this.#scale(symbol, before)
    const sessions = this.#sessionsBackwards(symbol, before)
    let row = daily.findLastIndex(({ date }) => date < before)
    for (let next = 0; row >= 0 || next < sessions.length; ) {
      const [bar, date] = [daily[row], sessions[next]]
      if (bar && (date === undefined || bar.date >= date)) {
        yield scaled(bar, scale)
        row -= 1
        if (bar.date === date) next += 1
        continue
      }
      const fromTape = this.#sessionBar(symbol, date as ExchangeDate)
      if (fromTape) yield fromTape
      next += 1
    }
  }

  /** On the tape day nearest to `before`, that day itself first: a split lies on one side of it only. */
  #scale(symbol: Ticker, before: ExchangeDate): number {
    const common = this.#commonDays(symbol)
    const next = common.findIndex(({ date }) => date > before)
    const split = next < 0 ? common.length : next
    const nearest = [...common.slice(0, split).reverse(), ...common.slice(split)]
    for (const bar of nearest) {
      const onTape = this.#sessionBar(symbol, bar.date)
      if (onTape) return priceScale(bar, onTape)
    }
    return 1
  }

  /** The daily bars of dates that have a tape too; mostly few, and looked up on every day of a run. */
  #commonDays(symbol: Ticker): readonly DailyBar[] {
    return remembered(this.#common, symbol, () => {
      const dates = new Set(this.#source.sessionDates(symbol))
      return this.#source.dailyBars(symbol).filter(({ date }) => dates.has(date))
    })
  }

  #sessionsBackwards(symbol: Ticker, before: ExchangeDate): readonly ExchangeDate[] {
    return this.#source
      .sessionDates(symbol)
      .filter((date) => date < before)
      .reverse()
  }

  #sessionBar(symbol: Ticker, date: ExchangeDate): DailyBar | undefined {
    return remembered(this.#sessionBars, `${symbol} ${date}`, () => {
      const session = this.#session(symbol, date)
      return session && asDailyBar(date, session.bars)
    })
  }

  /** The same object for every day that looks back at it, so that what is worked out from it is worked out once. */
  #session(symbol: Ticker, date: ExchangeDate): MinuteSession | undefined {
    return this.#sessions.get(symbol, date, () => {
      const intraday = this.#source.intradayBars(symbol, date)
      const bars = intraday && wholeSession(intraday, date)
      return bars && { date, bars }
    })
  }
}
