import type { DailyBar } from '../../shared/domain/bar.ts'
import { ticker } from '../../shared/domain/ids.ts'
import { moneyFromNumber } from '../../shared/domain/money.ts'
import type { UsableQuote } from '../../shared/market-data/quote-usability.ts'
import type { SymbolView } from '../../shared/signals/features.ts'
import { planSymbol, type ReadyPlan, readyPlan } from '../../shared/signals/symbol-plan.ts'
import { recordQuote, type SymbolTape, warmTape } from '../../shared/signals/symbol-tape.ts'
import { findInstrument } from '../../shared/symbols/registry.ts'
import { addDays, exchangeInstant, parseExchangeDate } from '../../shared/time/exchange-time.ts'
import { DAY_MS, type EpochMs, MINUTE_MS } from '../../shared/time/instant.ts'
import { type RegularSession, sessionAt } from '../../shared/time/session.ts'
import { type Draws, drawsOf } from '../simulator/market/draws.ts'

/** Any trading day would do. */
const DATE = parseExchangeDate('2022-03-14')
const OPEN_AT = exchangeInstant(DATE, 570)
const SESSION_MINUTES = 390
/** The last poll comes as entries end, 30 minutes before the close. */
const POLLED_MINUTES = 360
const POLL_MINUTES = 2

const SHARES_PER_MINUTE = 5_000
const DAILY_VOLATILITY = 0.03
const MINUTE_VOLATILITY = DAILY_VOLATILITY / Math.sqrt(SESSION_MINUTES)
const FIRST_PRICE = 50

/** A move that is planted into an otherwise aimless day. */
export interface PlantedMove {
  readonly fromMinute: number
  readonly toMinute: number
  readonly pct: number
  /** How many times the usual volume it trades on. */
  readonly volume: number
}

/** What an invented day is like. */
export interface RandomDay {
  readonly dailyBars: number
  /** Drift of the daily closes before today. */
  readonly dailyDriftPct: number
  /** How many times its usual volume the whole day trades. */
  readonly volume: number
  readonly planted?: PlantedMove
}

/** One day of an invented symbol as a scan would see it: one view for each poll, two minutes apart. */
export function* randomDay(seed: number, day: RandomDay): Generator<SymbolView> {
  const random = drawsOf(seed, 'random day')
  const instrument = instrumentOf('TQQQ')
  const bars = dailyWalk(random, day)
  const previousClose = bars.at(-1)?.close ?? FIRST_PRICE
  const plan = plannedFrom(bars)
  let tape: SymbolTape = warmTape(minuteWalk(random, previousClose))
  for (const quote of polls(random, previousClose, day)) {
    const session = sessionOf(quote.time)
    tape = recordQuote(tape, quote, session)
    yield { instrument, plan, tape, quote, session }
  }
}

/** The prices are invented, the row of the registry is a real one. */
function instrumentOf(symbol: string) {
  const instrument = findInstrument(ticker(symbol))
  if (!instrument) throw new Error(`the registry knows ${symbol}`)
  return instrument
}

function sessionOf(at: EpochMs): RegularSession {
  const session = sessionAt(at)
  if (session.phase === 'closed') throw new Error(`an invented quote is of a session, was ${session.reason}`)
  return session
}

function plannedFrom(dailyBars: readonly DailyBar[]): ReadyPlan {
  const instrument = instrumentOf('TQQQ')
  const plan = planSymbol({ instrument, dailyBars, minuteSessions: [], minSessions: 5 })
  // 400 equal minutes are 250 units each; the session has the first 390 of them.
  const evenly: number[] = Array(SESSION_MINUTES).fill(250)
  const volumeProfile = { sessions: 20, dayVolume: SHARES_PER_MINUTE * 400, minuteShares: evenly }
  return readyPlan({ ...plan, volumeProfile })
}

function dailyWalk(random: Draws, { dailyBars, dailyDriftPct }: RandomDay): DailyBar[] {
  let close = FIRST_PRICE
  return Array.from({ length: dailyBars }, (_, index) => {
    const open = close
    close *= Math.exp(dailyDriftPct / 100 + DAILY_VOLATILITY * random.normal())
    const reach = () => 1 + Math.abs(random.normal()) * DAILY_VOLATILITY * 0.3
    return {
      date: addDays(DATE, index - dailyBars),
      open,
      close,
      high: Math.max(open, close) * reach(),
      low: Math.min(open, close) / reach(),
      volume: Math.round(SHARES_PER_MINUTE * SESSION_MINUTES * Math.exp(0.3 * random.normal())),
    }
  })
}

/** The minutes of the day before, enough to warm up the five-minute RSI. */
function minuteWalk(random: Draws, last: number) {
  let close = last
  return Array.from({ length: SESSION_MINUTES }, (_, index) => {
    const open = close
    close *= Math.exp(MINUTE_VOLATILITY * random.normal())
    const time = (OPEN_AT - DAY_MS + index * MINUTE_MS) as EpochMs
    const [high, low] = [Math.max(open, close), Math.min(open, close)]
    return { time, open, close, high, low, volume: SHARES_PER_MINUTE }
  })
}

function* polls(random: Draws, previousClose: number, day: RandomDay): Generator<UsableQuote> {
  const open = cents(previousClose * Math.exp(0.2 * DAILY_VOLATILITY * random.normal()))
  let price = open
  let high = open
  let low = open
  let totalVolume = 0
  for (let minute = 0; minute < POLLED_MINUTES; minute += 1) {
    if (minute % POLL_MINUTES === 0) yield quoteOf(minute, { last: price, open, high, low }, totalVolume)
    const moving = day.planted && minute >= day.planted.fromMinute && minute < day.planted.toMinute
    const drift = moving ? moveEachMinute(day.planted) : 0
    price = cents(price * Math.exp(drift + MINUTE_VOLATILITY * random.normal()))
    high = Math.max(high, price)
    low = Math.min(low, price)
    const volume = day.volume * (moving ? day.planted.volume : 1) * Math.exp(0.4 * random.normal())
    totalVolume += Math.round(SHARES_PER_MINUTE * volume)
  }
}

function moveEachMinute({ fromMinute, toMinute, pct }: PlantedMove): number {
  return Math.log(1 + pct / 100) / (toMinute - fromMinute)
}

type Prices = Readonly<Record<'last' | 'open' | 'high' | 'low', number>>

/** A real-time quote with a spread of two cents. */
function quoteOf(minute: number, { last, open, high, low }: Prices, totalVolume: number): UsableQuote {
  return {
    symbol: ticker('TQQQ'),
    status: 'REALTIME',
    time: (OPEN_AT + minute * MINUTE_MS) as EpochMs,
    bid: moneyFromNumber(last - 0.01),
    ask: moneyFromNumber(last + 0.01),
    last: moneyFromNumber(last),
    open: moneyFromNumber(open),
    high: moneyFromNumber(high),
    low: moneyFromNumber(low),
    totalVolume,
  }
}

function cents(price: number): number {
  return Math.round(price * 100) / 100
}
