import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { DailyBar } from '../../shared/domain/bar.ts'
import type { UsableQuote } from '../../shared/market-data/quote-usability.ts'
import type { SymbolView } from '../../shared/signals/features.ts'
import { planSymbol, type ReadyPlan, readyPlan } from '../../shared/signals/symbol-plan.ts'
import { recordQuote, type SymbolTape, warmTape } from '../../shared/signals/symbol-tape.ts'
import { DAY_MS, type EpochMs, type ExchangeDate, MINUTE_MS } from '../../shared/time/instant.ts'
import { quoteOf } from './quotes.ts'
import { atMinute, OPEN_AT, sessionNow } from './session.ts'
import { STRONG } from './strong-features.ts'

const SHARES_PER_MINUTE = 5_000
const DAILY_VOLATILITY = 0.03
const MINUTE_VOLATILITY = DAILY_VOLATILITY / Math.sqrt(390)

/** A move that is planted into an otherwise aimless day. */
export interface PlantedMove {
  readonly fromMinute: number
  readonly toMinute: number
  readonly pct: number
  /** How many times the usual volume it trades on. */
  readonly volume: number
}

export interface RandomDay {
  readonly dailyBars: number
  /** Drift of the daily closes before today. */
  readonly dailyDriftPct: number
  /** How many times its usual volume the whole day trades. */
  readonly volume: number
  readonly planted?: PlantedMove
}

/** Draws numbers that are the same for the same seed. */
export function draws(seed: number): { uniform(): number; normal(): number } {
  const generator = xoroshiro128plus(seed)
  const uniform = () => uniformFloat64(generator)
  // Neighbouring seeds begin with nearly the same numbers.
  for (let skipped = 0; skipped < 20; skipped += 1) uniform()
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return { uniform, normal }
}

/** One day of an invented symbol as a scan would see it: one view for each poll, two minutes apart. */
export function* randomDay(seed: number, day: RandomDay): Generator<SymbolView> {
  const random = draws(seed)
  const bars = dailyWalk(random.normal, day)
  const plan = plannedFrom(bars)
  const session = sessionNow()
  let tape: SymbolTape = warmTape(minuteWalk(random.normal, bars.at(-1)?.close ?? 50))
  for (const quote of polls(random, bars.at(-1)?.close ?? 50, day)) {
    tape = recordQuote(tape, quote, session)
    yield { instrument: STRONG.instrument, plan, tape, quote, session: sessionNow(quote.time) }
  }
}

function plannedFrom(dailyBars: readonly DailyBar[]): ReadyPlan {
  const plan = planSymbol({ instrument: STRONG.instrument, dailyBars, minuteSessions: [], minSessions: 5 })
  // 400 equal minutes are 250 units each; the session has the first 390 of them.
  const evenly: number[] = Array(390).fill(250)
  const volumeProfile = { sessions: 20, dayVolume: SHARES_PER_MINUTE * 400, minuteShares: evenly }
  return readyPlan({ ...plan, volumeProfile })
}

function dailyWalk(normal: () => number, { dailyBars, dailyDriftPct }: RandomDay): DailyBar[] {
  let close = 50
  return Array.from({ length: dailyBars }, (_, index) => {
    const open = close
    close *= Math.exp(dailyDriftPct / 100 + DAILY_VOLATILITY * normal())
    const reach = () => 1 + Math.abs(normal()) * DAILY_VOLATILITY * 0.3
    return {
      date: dateBefore(dailyBars - index),
      open,
      close,
      high: Math.max(open, close) * reach(),
      low: Math.min(open, close) / reach(),
      volume: Math.round(SHARES_PER_MINUTE * 390 * Math.exp(0.3 * normal())),
    }
  })
}

function dateBefore(days: number): ExchangeDate {
  return new Date(OPEN_AT - days * DAY_MS).toISOString().slice(0, 10) as ExchangeDate
}

/** Yesterday's last minutes, enough to warm up the five-minute RSI. */
function minuteWalk(normal: () => number, last: number) {
  let close = last
  return Array.from({ length: 390 }, (_, index) => {
    const open = close
    close *= Math.exp(MINUTE_VOLATILITY * normal())
    const time = (OPEN_AT - DAY_MS + index * MINUTE_MS) as EpochMs
    return {
      time,
      open,
      close,
      high: Math.max(open, close),
      low: Math.min(open, close),
      volume: SHARES_PER_MINUTE,
    }
  })
}

function* polls(
  random: ReturnType<typeof draws>,
  previousClose: number,
  day: RandomDay,
): Generator<UsableQuote> {
  const open = cents(previousClose * Math.exp(0.2 * DAILY_VOLATILITY * random.normal()))
  let price = open
  let high = open
  let low = open
  let totalVolume = 0
  for (let minute = 0; minute < 360; minute += 1) {
    if (minute % 2 === 0) yield quoteOf({ last: price, open, high, low, totalVolume, time: atMinute(minute) })
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

function cents(price: number): number {
  return Math.round(price * 100) / 100
}
