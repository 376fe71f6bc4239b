import type { Bar, DailyBar } from '../../shared/domain/bar.ts'
import type { History, MinuteSession } from '../../shared/ports/history.ts'
import { addDays, exchangeInstant } from '../../shared/time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS } from '../../shared/time/instant.ts'
import { previousOpenDay } from '../../shared/time/market-calendar.ts'

const DAYS = 60
const MINUTES = 390
const OPEN_MINUTE = 570
const SHARES_A_DAY = 1_000_000

/** The days before a simulated world: a calm rise to 50 USD, the same for every symbol, so that entries are to be had. */
export const simulatedPast: History = {
  dailyBars: async (_, { before }) => pastOf(before).days,
  minuteSessions: async (_, { before }) => [pastOf(before).session],
}

const remembered = new Map<
  ExchangeDate,
  { readonly days: readonly DailyBar[]; readonly session: MinuteSession }
>()

/** What `simulatedPast` answers for a date. */
export function pastOf(before: ExchangeDate): {
  readonly days: readonly DailyBar[]
  readonly session: MinuteSession
} {
  const known = remembered.get(before)
  if (known) return known
  const past = { days: calmRise(before), session: flatSession(previousOpenDay(before)) }
  remembered.set(before, past)
  return past
}

function calmRise(before: ExchangeDate): readonly DailyBar[] {
  return Array.from({ length: DAYS }, (_, day) => {
    const close = 44 + (6 * day) / DAYS + (day % 3 === 0 ? -0.4 : 0.2)
    const prices = { open: close - 0.1, high: close + 0.4, low: close - 0.5, close }
    return { date: addDays(before, day - DAYS), ...prices, volume: SHARES_A_DAY }
  })
}

function flatSession(date: ExchangeDate): MinuteSession {
  const openAt = exchangeInstant(date, OPEN_MINUTE)
  const bars = Array.from({ length: MINUTES }, (_, minute): Bar => {
    const time = (openAt + minute * MINUTE_MS) as EpochMs
    return { time, open: 50, high: 50.05, low: 49.95, close: 50, volume: SHARES_A_DAY / MINUTES }
  })
  return { date, bars }
}
