import type { BarSource } from '../../../infra/history/bar-source.ts'
import { regularHours } from '../../../infra/history/day-bars.ts'
import { PastDays } from '../../../infra/history/past-days.ts'
import { RecentDates } from '../../../infra/history/recent-dates.ts'
import { unknownSymbol } from '../../../infra/history/unknown-symbol.ts'
import type { BacktestMarket, RecordedBars } from '../../../shared/backtest/market/backtest-market.ts'
import { DayTape } from '../../../shared/backtest/market/day-tape.ts'
import type { Print } from '../../../shared/backtest/market/print.ts'
import type { Ticker } from '../../../shared/domain/ids.ts'
import { moneyFromNumber } from '../../../shared/domain/money.ts'
import { exchangeDate } from '../../../shared/time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../../../shared/time/instant.ts'
import { previousOpenDay } from '../../../shared/time/market-calendar.ts'
import type { Market, MarketQuote } from './market.ts'

/** The day being traded and the one before it, for orders that rest over night. */
const TAPE_DATES_KEPT = 2
const AVERAGE_VOLUME_DAYS = 20

type MorningFigures = Pick<MarketQuote, 'previousClose' | 'previousDayVolume' | 'averageVolume'>

/** A market whose every price comes from the bars of a source. */
export class TapeMarket implements Market, BacktestMarket {
  readonly symbols: readonly Ticker[]
  readonly dates: readonly ExchangeDate[]
  /** The same source as completed days, for a history on this market. */
  readonly past: PastDays
  readonly #source: BarSource
  readonly #tapes = new RecentDates<DayTape | undefined>(TAPE_DATES_KEPT)
  readonly #mornings = new RecentDates<MorningFigures>(TAPE_DATES_KEPT)

  constructor(source: BarSource) {
    this.#source = source
    this.symbols = source.symbols
    this.dates = [...new Set(source.symbols.flatMap((symbol) => source.sessionDates(symbol)))].sort()
    this.past = new PastDays(source)
  }

  quote(symbol: Ticker, at: EpochMs): MarketQuote | undefined {
    if (!this.symbols.includes(symbol)) return undefined
    const date = exchangeDate(at)
    const morning = this.#morning(symbol, date)
    const state = this.#tape(symbol, date)?.stateAt(at) ?? beforeFirstPrint(morning, date)
    return state && { symbol, name: this.#source.nameOf(symbol), ...state, ...morning }
  }

  /** How many dates of bars stay in memory, for a run that comes back to them. */
  keepDates(count: number): void {
    this.#source.keepDates(count)
    this.past.keepDates(count)
  }

  day(symbol: Ticker, date: ExchangeDate): RecordedBars | undefined {
    const intraday = this.#source.intradayBars(symbol, date)
    if (!intraday) return undefined
    const { previousDayVolume: _, ...morning } = this.#morning(symbol, date)
    return { intraday, quotes: this.#source.closingQuotes(symbol, date), morning }
  }

  prints(symbol: Ticker, range: { readonly after: EpochMs; readonly upTo: EpochMs }): readonly Print[] {
    if (!this.symbols.includes(symbol)) throw new RangeError(unknownSymbol(symbol, this.symbols))
    const { after, upTo } = range
    const [first, last] = [exchangeDate(after), exchangeDate(upTo)]
    return this.#source
      .sessionDates(symbol)
      .filter((date) => date >= first && date <= last)
      .flatMap((date) => this.#tape(symbol, date)?.between(after, upTo) ?? [])
  }

  #tape(symbol: Ticker, date: ExchangeDate): DayTape | undefined {
    return this.#tapes.get(symbol, date, () => {
      const intraday = this.#source.intradayBars(symbol, date)
      return intraday && new DayTape(intraday, this.#source.closingQuotes(symbol, date), regularHours(date))
    })
  }

  #morning(symbol: Ticker, date: ExchangeDate): MorningFigures {
    return this.#mornings.get(symbol, date, () => this.#morningFigures(symbol, date))
  }

  #morningFigures(symbol: Ticker, date: ExchangeDate): MorningFigures {
    const bars = this.past.dailyBars(symbol, { before: date, count: AVERAGE_VOLUME_DAYS })
    const yesterday = bars.at(-1)
    if (!yesterday) return {}
    const averageVolume = Math.round(bars.reduce((sum, { volume }) => sum + volume, 0) / bars.length)
    if (yesterday.date !== previousOpenDay(date)) return { averageVolume }
    const previousClose = moneyFromNumber(yesterday.close)
    return { averageVolume, previousClose, previousDayVolume: yesterday.volume }
  }
}

function beforeFirstPrint(
  { previousClose }: MorningFigures,
  date: ExchangeDate,
): Pick<MarketQuote, 'time' | 'last' | 'lastTime' | 'totalVolume'> | undefined {
  const closed = regularHours(previousOpenDay(date))?.closeAt
  if (previousClose === undefined || closed === undefined) return undefined
  return { time: closed, last: previousClose, lastTime: closed, totalVolume: 0 }
}
