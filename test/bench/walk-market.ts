import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { BacktestMarket } from '../../shared/backtest/market/backtest-market.ts'
import type { Bar, DailyBar } from '../../shared/domain/bar.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { History, MinuteSession } from '../../shared/ports/history.ts'
import type { Instrument } from '../../shared/symbols/instrument.ts'
import { exchangeInstant, parseExchangeDate } from '../../shared/time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS } from '../../shared/time/instant.ts'
import { marketDay, nextOpenDay } from '../../shared/time/market-calendar.ts'

const DAILY_DAYS = 260
const WARM_SESSIONS = 20
const MINUTES = 390
const SHARES_A_MINUTE = 3_000

/** A market that was made before the clock runs: every symbol a seeded walk, some days livelier than usual. */
export interface WalkMarket {
  readonly market: BacktestMarket
  readonly history: History
  /** The sessions that can be traded. */
  readonly dates: readonly ExchangeDate[]
}

/** Makes `sessions` tradable days for the symbols, with the daily and minute history before them. */
export function walkMarket(instruments: readonly Instrument[], sessions: number): WalkMarket {
  const days = openDays(DAILY_DAYS + WARM_SESSIONS + sessions)
  const [daily, minutes] = [days.slice(0, DAILY_DAYS), days.slice(DAILY_DAYS)]
  const symbols = new Map(
    instruments.map(({ symbol }, index) => [symbol, walkSymbol(index + 1, daily, minutes)]),
  )
  const before = <Item extends { readonly date: ExchangeDate }>(
    items: readonly Item[],
    { date, count }: { readonly date: ExchangeDate; readonly count: number },
  ) => {
    const end = items.findLastIndex((item) => item.date < date) + 1
    return items.slice(Math.max(0, end - count), end)
  }
  return {
    dates: minutes.slice(WARM_SESSIONS),
    history: {
      dailyBars: async (symbol, request) =>
        before(symbols.get(symbol)?.daily ?? [], { date: request.before, count: request.count }),
      minuteSessions: async (symbol, request) =>
        before(symbols.get(symbol)?.sessions ?? [], { date: request.before, count: request.sessions }),
    },
    market: {
      day(symbol: Ticker, date: ExchangeDate) {
        const session = symbols.get(symbol)?.byDate.get(date)
        return session && { intraday: { intervalMs: MINUTE_MS, bars: session.bars }, quotes: [], morning: {} }
      },
    },
  }
}

interface WalkSymbol {
  readonly daily: readonly DailyBar[]
  readonly sessions: readonly MinuteSession[]
  readonly byDate: ReadonlyMap<ExchangeDate, MinuteSession>
}

function walkSymbol(
  seed: number,
  daily: readonly ExchangeDate[],
  minutes: readonly ExchangeDate[],
): WalkSymbol {
  const random = xoroshiro128plus(seed)
  const draw = () => uniformFloat64(random) - 0.5
  let price = 30 + 40 * (draw() + 0.5)
  const drift = 0.004 * draw()
  const days: DailyBar[] = daily.map((date) => {
    const open = price
    price = cents(price * (1 + drift + 0.05 * draw()))
    const [high, low] = [Math.max(open, price) * 1.01, Math.min(open, price) * 0.99]
    return { date, open, high, low, close: price, volume: SHARES_A_MINUTE * MINUTES }
  })
  const sessions = minutes.map((date): MinuteSession => {
    const lively = draw() > 0.4 ? 2 : 1
    const openAt = exchangeInstant(date, 570)
    const bars = Array.from({ length: MINUTES }, (_, minute): Bar => {
      const open = price
      price = cents(price * (1 + 0.0025 * draw() + drift / MINUTES))
      const volume = Math.round(SHARES_A_MINUTE * lively * (1 + draw()))
      const [high, low] = [Math.max(open, price) + 0.01, Math.min(open, price) - 0.01]
      return { time: (openAt + minute * MINUTE_MS) as EpochMs, open, high, low, close: price, volume }
    })
    days.push(dayOf(date, bars))
    return { date, bars }
  })
  return { daily: days, sessions, byDate: new Map(sessions.map((session) => [session.date, session])) }
}

function dayOf(date: ExchangeDate, bars: readonly Bar[]): DailyBar {
  return {
    date,
    open: bars[0]?.open ?? 0,
    high: Math.max(...bars.map(({ high }) => high)),
    low: Math.min(...bars.map(({ low }) => low)),
    close: bars.at(-1)?.close ?? 0,
    volume: bars.reduce((sum, { volume }) => sum + volume, 0),
  }
}

function openDays(count: number): readonly ExchangeDate[] {
  let date = parseExchangeDate('2023-01-03')
  return Array.from({ length: count }, (_, index) => {
    if (index > 0) date = nextOpenDay(date)
    // Early closes would make sessions of another length.
    while (isShort(date)) date = nextOpenDay(date)
    return date
  })
}

function isShort(date: ExchangeDate): boolean {
  const day = marketDay(date)
  return day.kind === 'closed' || day.earlyClose !== undefined
}

function cents(price: number): number {
  return Math.max(1, Math.round(price * 100) / 100)
}
