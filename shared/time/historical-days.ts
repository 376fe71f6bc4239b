import type { CalendarException } from './calendar-exception.ts'
import type { ExchangeDate } from './instant.ts'

/**
 * Closures and early closes since 1990 that no yearly rule gives. Source: the calendars of exchange_calendars,
 * pandas_market_calendars and LEAN (1998 to 2028), read 2026-11-21.
 *
 * They agree on every closure. Where they differ on an early close, the earlier hour is taken:
 * - 1999-12-31: exchange_calendars says 13:00, the others 16:00; LEAN's own hourly SPY bars end in the hour of 13:00.
 * - 1994-02-11, 1996-01-08, 1997-10-27, 2005-06-01: unplanned, listed by pandas_market_calendars alone. Nobody knew
 *   of them that morning; a backtest over these four days does.
 *
 * Late openings are left out: every session is reckoned from 09:30, as exchange_calendars does.
 */
export const HISTORICAL_DAYS: readonly CalendarException[] = [
  earlyClose('1994-02-11', '14:30', 'Snow storm'),
  closed('1994-04-27', 'National Day of Mourning: Richard Nixon'),
  earlyClose('1996-01-08', '14:00', 'Snow storm'),
  earlyClose('1997-10-27', '15:30', 'Circuit breaker'),
  earlyClose('1997-12-26', '13:00', 'Day after Christmas'),
  earlyClose('1999-12-31', '13:00', "New Year's Eve of 2000"),
  closed('2001-09-11', 'September 11 attacks'),
  closed('2001-09-12', 'September 11 attacks'),
  closed('2001-09-13', 'September 11 attacks'),
  closed('2001-09-14', 'September 11 attacks'),
  earlyClose('2003-12-26', '13:00', 'Day after Christmas'),
  closed('2004-06-11', 'National Day of Mourning: Ronald Reagan'),
  earlyClose('2005-06-01', '15:56', 'Systems problem'),
  closed('2007-01-02', 'National Day of Mourning: Gerald Ford'),
  closed('2012-10-29', 'Hurricane Sandy'),
  closed('2012-10-30', 'Hurricane Sandy'),
  closed('2018-12-05', 'National Day of Mourning: George H.W. Bush'),
  closed('2025-01-09', 'National Day of Mourning: Jimmy Carter'),
]

function closed(date: string, name: string): CalendarException {
  return { kind: 'closed', date: date as ExchangeDate, name }
}

function earlyClose(date: string, closeTime: string, name: string): CalendarException {
  return { kind: 'earlyClose', date: date as ExchangeDate, name, closeTime }
}
