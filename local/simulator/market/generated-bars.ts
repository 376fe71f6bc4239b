import type { BarSource } from '../../../infra/history/bar-source.ts'
import { regularHours } from '../../../infra/history/day-bars.ts'
import { RecentDates } from '../../../infra/history/recent-dates.ts'
import { remembered } from '../../../infra/history/remembered.ts'
import type { ClosingQuote, DailyBar, IntradayBars } from '../../../shared/domain/bar.ts'
import type { Ticker } from '../../../shared/domain/ids.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS } from '../../../shared/time/instant.ts'
import { drawsOf } from './draws.ts'
import { type FactorDay, factorDays } from './factor-days.ts'
import { factorLoadings } from './factor-loadings.ts'
import { type FactorPath, factorPath } from './factor-path.ts'
import { type FundDay, fundDays, fundPrices } from './fund-prices.ts'
import { fundSession } from './fund-session.ts'
import { livelinessOf, primaryDailyPrices } from './generated-daily-bars.ts'
import { type GeneratedPeriod, generatedPeriod } from './generated-period.ts'
import {
  assertSymbols,
  type FundSymbol,
  type GeneratedSymbol,
  isFund,
  type PrimarySymbol,
} from './generated-symbol.ts'
import { dayVolume, minuteVolumes } from './generated-volume.ts'
import { type PrimaryDay, primaryDays } from './primary-days.ts'
import { primarySession, type QuietSession } from './primary-session.ts'

/** What makes a generated world: the same values give the same bars, to the cent and the share. */
export interface GeneratedWorld {
  readonly seed: number
  /** The first trading day; 21 minute sessions and before them 260 daily bars precede it. */
  readonly from: ExchangeDate
  /** Trading days from then on. */
  readonly days: number
  readonly symbols: readonly GeneratedSymbol[]
}

/** The day being traded and the 21 before it. */
const DATES_KEPT = 22

/**
 * The bars of a generated world. Day moves are fixed first; the minutes of a day are made when first asked
 * for.
 */
export class GeneratedBars implements BarSource {
  readonly symbols: readonly Ticker[]
  readonly #seed: number
  readonly #period: GeneratedPeriod
  readonly #sessionDates: readonly ExchangeDate[]
  readonly #bySymbol: ReadonlyMap<Ticker, GeneratedSymbol>
  readonly #factorDays = new Map<string, readonly FactorDay[]>()
  readonly #primaryDays = new Map<Ticker, readonly PrimaryDay[]>()
  readonly #fundDays = new Map<Ticker, readonly FundDay[]>()
  readonly #dailyBars = new Map<Ticker, readonly DailyBar[]>()
  readonly #paths = new RecentDates<FactorPath>(DATES_KEPT)
  readonly #sessions = new RecentDates<QuietSession>(DATES_KEPT)
  readonly #bars = new RecentDates<IntradayBars>(DATES_KEPT)

  constructor({ seed, from, days, symbols }: GeneratedWorld) {
    assertSymbols(symbols)
    if (!Number.isSafeInteger(seed)) throw new RangeError(`seed: saw ${seed}, allowed is a whole number`)
    this.#seed = seed
    this.#period = generatedPeriod(from, days)
    this.#sessionDates = this.#period.dates.filter((date) => date >= this.#period.firstSession)
    this.#bySymbol = new Map(symbols.map((symbol) => [symbol.symbol, symbol]))
    this.symbols = symbols.map(({ symbol }) => symbol)
  }

  nameOf(symbol: Ticker): string {
    return this.#bySymbol.get(symbol)?.name ?? symbol
  }

  sessionDates(symbol: Ticker): readonly ExchangeDate[] {
    return this.#bySymbol.has(symbol) ? this.#sessionDates : []
  }

  intradayBars(symbol: Ticker, date: ExchangeDate): IntradayBars | undefined {
    const generated = this.#bySymbol.get(symbol)
    if (!generated || !this.#sessionDates.includes(date)) return undefined
    return this.#bars.get(symbol, date, () => {
      const { bars, activity } = this.#session(generated, date)
      const volumes = minuteVolumes({ seed: this.#seed, symbol: generated, date }, activity)
      const withVolume = bars.map((bar, minute) => ({ ...bar, volume: volumes[minute]! }))
      return { intervalMs: MINUTE_MS, bars: withVolume }
    })
  }

  keepDates(count: number): void {
    this.#bars.keep(count)
  }

  /** None: a generated world has the spread model only. */
  closingQuotes(): readonly ClosingQuote[] {
    return []
  }

  /** The days before the minute sessions; from there on the sessions themselves are the daily bars. */
  dailyBars(symbol: Ticker): readonly DailyBar[] {
    const generated = this.#bySymbol.get(symbol)
    if (!generated) return []
    return remembered(this.#dailyBars, symbol, () => this.#dailyBarsOf(generated))
  }

  #dailyBarsOf(symbol: GeneratedSymbol): readonly DailyBar[] {
    const primary = isFund(symbol) ? this.#underlyingOf(symbol) : symbol
    const days = this.#daysOf(primary).filter(({ date }) => date < this.#period.firstSession)
    return days.map((day, index) => {
      const draws = drawsOf(this.#seed, 'reach', primary.symbol, day.date)
      const own = primaryDailyPrices(day, { above: draws.normal(), below: draws.normal() })
      const prices = isFund(symbol) ? fundPrices(symbol, this.#fundDaysOf(symbol)[index]!, own) : own
      const liveliness = livelinessOf(primary, day)
      const volume = dayVolume({ seed: this.#seed, symbol, date: day.date }, liveliness)
      return { date: day.date, ...prices, volume }
    })
  }

  #session(symbol: GeneratedSymbol, date: ExchangeDate): QuietSession {
    if (isFund(symbol)) return this.#fundSession(symbol, date)
    return this.#sessions.get(symbol.symbol, date, () => this.#primarySession(symbol, date))
  }

  #fundSession(fund: FundSymbol, date: ExchangeDate): QuietSession {
    const day = this.#fundDaysOf(fund)[this.#period.dates.indexOf(date)]!
    const draws = drawsOf(this.#seed, 'tracking', fund.symbol, date)
    return fundSession(fund, day, this.#session(this.#underlyingOf(fund), date), draws)
  }

  #primarySession(symbol: PrimarySymbol, date: ExchangeDate): QuietSession {
    const { openAt, closeAt } = hoursOf(date)
    const index = this.#period.dates.indexOf(date)
    const loadings = factorLoadings(symbol)
    const minutes = (closeAt - openAt) / MINUTE_MS
    const paths = loadings.map(({ factor }) =>
      this.#paths.get(factor, date, () =>
        factorPath(this.#seed, factor, this.#factorDaysOf(factor)[index]!, minutes),
      ),
    )
    const draws = drawsOf(this.#seed, 'reach', symbol.symbol, date)
    return primarySession({ day: this.#daysOf(symbol)[index]!, openAt, loadings, paths, draws })
  }

  #underlyingOf(fund: FundSymbol): PrimarySymbol {
    return this.#bySymbol.get(fund.underlying) as PrimarySymbol
  }

  #daysOf(symbol: PrimarySymbol): readonly PrimaryDay[] {
    const { dates, firstDay } = this.#period
    return remembered(this.#primaryDays, symbol.symbol, () => {
      const factors = factorLoadings(symbol).map(({ factor }) => this.#factorDaysOf(factor))
      return primaryDays(symbol, factors, dates, firstDay)
    })
  }

  #fundDaysOf(fund: FundSymbol): readonly FundDay[] {
    return remembered(this.#fundDays, fund.symbol, () =>
      fundDays(fund, this.#daysOf(this.#underlyingOf(fund)), this.#period.firstDay),
    )
  }

  #factorDaysOf(factor: string): readonly FactorDay[] {
    return remembered(this.#factorDays, factor, () => factorDays(this.#seed, factor, this.#period.dates))
  }
}

function hoursOf(date: ExchangeDate): { readonly openAt: EpochMs; readonly closeAt: EpochMs } {
  const hours = regularHours(date)
  if (!hours) throw new RangeError(`the exchange is closed on ${date}`)
  return hours
}
