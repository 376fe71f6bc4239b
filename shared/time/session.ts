import type { CalendarException } from './calendar-exception.ts'
import { exchangeDate, isWeekend } from './exchange-time.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS } from './instant.ts'
import { marketDay } from './market-calendar.ts'

interface ClosedMoment {
  readonly phase: 'closed'
  readonly date: ExchangeDate
  /** "weekend", "Thanksgiving Day", "before the open", "after the close" */
  readonly reason: string
}

/** A moment of the regular session; `minute` + `minutesToClose` is always the length of the session. */
export interface RegularSession {
  readonly phase: 'regular'
  readonly date: ExchangeDate
  /** Whole minutes since the open: 0 until 09:30:59.999. */
  readonly minute: number
  /** Minutes left, a begun one counted whole: 30 exactly from 15:30:00 to 15:30:59.999 before a 16:00 close. */
  readonly minutesToClose: number
  readonly openAt: EpochMs
  readonly closeAt: EpochMs
  /** Why the owner wants no new position today; what is held is still watched and closed. */
  readonly noTrade?: string
}

/** Where a moment lies in the trading day. */
export type SessionMoment = ClosedMoment | RegularSession

/** Whether the exchange trades at a moment; the open belongs to the session, the close does not. */
export function sessionAt(at: EpochMs, exceptions?: readonly CalendarException[]): SessionMoment {
  const date = exchangeDate(at)
  const day = marketDay(date, exceptions)
  if (day.kind === 'closed') return { phase: 'closed', date, reason: isWeekend(date) ? 'weekend' : day.name }
  const { openAt, closeAt, noTrade } = day
  if (at < openAt) return { phase: 'closed', date, reason: 'before the open' }
  if (at >= closeAt) return { phase: 'closed', date, reason: 'after the close' }
  const minute = Math.floor((at - openAt) / MINUTE_MS)
  const minutesToClose = (closeAt - openAt) / MINUTE_MS - minute
  return {
    phase: 'regular',
    date,
    minute,
    minutesToClose,
    openAt,
    closeAt,
    ...(noTrade !== undefined && { noTrade }),
  }
}
