import { moneyFromNumber } from '../../shared/domain/money.ts'
import type { Quote } from '../../shared/domain/quote.ts'
import type { Instrument } from '../../shared/symbols/instrument.ts'
import { addDays, exchangeDate } from '../../shared/time/exchange-time.ts'
import { DAY_MS, type EpochMs, MINUTE_MS } from '../../shared/time/instant.ts'
import { atMinute, OPEN_AT } from '../support/session.ts'
import { waveBars } from './wave-bars.ts'

const DAILY_BARS = 260
const SESSIONS = 20
const SESSION_MINUTES = 390
const DATE = exchangeDate(OPEN_AT)

/** Completed days round a price, oldest first. */
export function waveDailyBars(around: number) {
  const first = addDays(addDays(DATE, -1), -DAILY_BARS)
  return waveBars(DAILY_BARS, around).map(({ session: _, ...bar }, day) => ({
    ...bar,
    volume: bar.volume * 100,
    date: addDays(first, day),
  }))
}

/** Completed sessions of minutes round a price, oldest first. */
export function waveMinuteSessions(around: number) {
  const bars = waveBars(SESSION_MINUTES, around)
  return Array.from({ length: SESSIONS }, (_, ago) => {
    const daysBefore = SESSIONS - ago
    const openAt = OPEN_AT - daysBefore * DAY_MS
    return {
      date: addDays(DATE, -daysBefore),
      bars: bars.map(({ session: _session, ...bar }, minute) => ({
        ...bar,
        time: (openAt + minute * MINUTE_MS) as EpochMs,
      })),
    }
  })
}

/** What is quoted so many minutes after the open. */
export function waveQuote({ symbol }: Pick<Instrument, 'symbol'>, minute: number, around: number): Quote {
  const last = around * (1 + minute / 2_000)
  return {
    symbol,
    status: 'REALTIME',
    time: atMinute(minute),
    bid: moneyFromNumber(last - 0.01),
    ask: moneyFromNumber(last + 0.01),
    last: moneyFromNumber(last),
    open: moneyFromNumber(around),
    high: moneyFromNumber(last),
    low: moneyFromNumber(around * 0.99),
    totalVolume: 100_000 * (minute + 1),
  }
}
