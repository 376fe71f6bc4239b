import type { BacktestMarket } from '../../../shared/backtest/market/backtest-market.ts'
import { type Ticker, ticker } from '../../../shared/domain/ids.ts'
import { moneyFromNumber } from '../../../shared/domain/money.ts'
import type { History } from '../../../shared/ports/history.ts'
import type { Instrument } from '../../../shared/symbols/instrument.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { type ExchangeDate, MINUTE_MS } from '../../../shared/time/instant.ts'
import { nextOpenDay, previousOpenDay } from '../../../shared/time/market-calendar.ts'
import { type WalkedDay, walkDays } from './walk-days.ts'
import type { PlantedDrift } from './walk-session.ts'

/** Any trading day would do. */
const FIRST_DATE = parseExchangeDate('2026-03-02')
/** More than a plan looks back, so that a longer past can be asked for. */
const DAYS_BEFORE = 300
const NAMES = ['WALKA', 'WALKB', 'WALKC', 'WALKD', 'WALKE', 'WALKF', 'WALKG', 'WALKH', 'WALKI', 'WALKJ']

/** Which walks. */
export interface WalkChoice {
  readonly seed: number
  readonly sessions: number
  readonly planted?: PlantedDrift
}

/** A market of walks, for a backtest. */
interface WalkMarket {
  readonly instruments: readonly Instrument[]
  readonly dates: readonly ExchangeDate[]
  readonly market: BacktestMarket
  readonly history: History
}

/**
 * Ten symbols that walk without a drift while the market is open and rise a little every night, when nothing of ours is held:
 * their daily bars look strong, as the gates of an entry ask, and there is nothing to earn. With `planted` there is.
 */
export function walkMarket({ seed, sessions, planted }: WalkChoice): WalkMarket {
  const all = datesAround(FIRST_DATE, { before: DAYS_BEFORE, after: sessions })
  const walk = { seed, dates: all, first: DAYS_BEFORE, ...(planted && { planted }) }
  const symbols = new Map(NAMES.map((name) => [ticker(name), walkDays({ ...walk, name })]))
  return {
    instruments: [...symbols.keys()].map(plainShare),
    dates: all.slice(DAYS_BEFORE),
    market: marketOf(symbols),
    history: historyOf(symbols),
  }
}

type WalkedSymbols = ReadonlyMap<Ticker, readonly WalkedDay[]>

function datesAround(
  date: ExchangeDate,
  { before, after }: { readonly before: number; readonly after: number },
): readonly ExchangeDate[] {
  const dates = [date]
  while (dates.length <= before) dates.unshift(previousOpenDay(dates[0] ?? date))
  while (dates.length < before + after) dates.push(nextOpenDay(dates.at(-1) ?? date))
  return dates
}

function plainShare(symbol: Ticker): Instrument {
  return {
    symbol,
    name: symbol,
    underlying: symbol,
    leverage: 1,
    wrapper: 'stock',
    sector: 'walks',
    corrGroup: symbol,
  }
}

function marketOf(symbols: WalkedSymbols): BacktestMarket {
  return {
    day: (symbol, date) => {
      const days = symbols.get(symbol) ?? []
      const place = days.findIndex(({ bar }) => bar.date === date)
      const [before, day] = [days[place - 1], days[place]]
      if (!before || !day || day.minutes.length === 0) return undefined
      return {
        intraday: { intervalMs: MINUTE_MS, bars: day.minutes },
        quotes: [],
        morning: { previousClose: moneyFromNumber(before.bar.close) },
      }
    },
  }
}

function historyOf(symbols: WalkedSymbols): History {
  const sessions = new Map(
    [...symbols].map(([symbol, days]) => [
      symbol,
      days.flatMap(({ bar: { date }, minutes }) => (minutes.length === 0 ? [] : [{ date, bars: minutes }])),
    ]),
  )
  return {
    dailyBars: async (symbol, { before, count }) =>
      (symbols.get(symbol) ?? [])
        .map(({ bar }) => bar)
        .filter(({ date }) => date < before)
        .slice(-count),
    minuteSessions: async (symbol, { before, sessions: wanted }) =>
      (sessions.get(symbol) ?? []).filter(({ date }) => date < before).slice(-wanted),
  }
}
