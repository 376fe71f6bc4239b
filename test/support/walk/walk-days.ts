import { type Draws, drawsOf } from '../../../local/simulator/market/draws.ts'
import type { Bar, DailyBar } from '../../../shared/domain/bar.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { marketDay, type OpenDay } from '../../../shared/time/market-calendar.ts'
import { type PlantedDrift, type Walk, walkSession } from './walk-session.ts'

/** For so long before the first traded date, and from then on, every night adds to the price. */
const RISING_DAYS = 45
const NIGHT_PCT = 0.7
/** Of the days before the first traded date, as many as have minutes. */
const MINUTE_DAYS_BEFORE = 25
const FIRST_OPEN = 45
const DAY_DEVIATION_PCT = 2.5
const DAY_SHARES = 10_000_000

/** One date of a walked symbol. */
export interface WalkedDay {
  readonly bar: DailyBar
  /** Empty where the day has a daily bar only. */
  readonly minutes: readonly Bar[]
}

/** Which symbol walks, on which dates, and from which on it is traded. */
interface WalkedSymbol {
  readonly name: string
  readonly seed: number
  readonly dates: readonly ExchangeDate[]
  /** Place of the first traded date. */
  readonly first: number
  readonly planted?: PlantedDrift
}

/** Every day of a symbol, ascending; the same for the same seed, and up to a planted drift the same with it. */
export function walkDays({ name, seed, dates, first, planted }: WalkedSymbol): readonly WalkedDay[] {
  let open = FIRST_OPEN
  return dates.map((date, place) => {
    const draws = drawsOf(seed, name, date)
    const walk = { open, draws, ...(planted && place >= first && { planted }) }
    const day = place < first - MINUTE_DAYS_BEFORE ? dailyOnly(date, walk) : minuteDay(openDay(date), walk)
    const isRising = place >= first - RISING_DAYS
    open = day.bar.close * (1 + (isRising ? NIGHT_PCT : 0) / 100)
    return day
  })
}

function dailyOnly(
  date: ExchangeDate,
  { open, draws }: { readonly open: number; readonly draws: Draws },
): WalkedDay {
  const deviation = (open * DAY_DEVIATION_PCT) / 100
  const close = Math.max(open / 2, open + deviation * draws.normal())
  const high = Math.max(open, close) + Math.abs(draws.normal()) * deviation * 0.3
  const low = Math.min(open, close) * (1 - Math.abs(draws.normal()) * 0.005)
  return {
    bar: { date, open, high, low, close, volume: Math.round(DAY_SHARES * draws.logNormal(0.3)) },
    minutes: [],
  }
}

function minuteDay(day: OpenDay, walk: Walk): WalkedDay {
  const minutes = walkSession(day, walk)
  const bar = {
    date: day.date,
    open: minutes[0]!.open,
    high: Math.max(...minutes.map(({ high }) => high)),
    low: Math.min(...minutes.map(({ low }) => low)),
    close: minutes.at(-1)!.close,
    volume: minutes.reduce((sum, { volume }) => sum + volume, 0),
  }
  return { bar, minutes }
}

function openDay(date: ExchangeDate): OpenDay {
  const day = marketDay(date)
  if (day.kind === 'closed') throw new RangeError(`${date} is no trading day`)
  return day
}
