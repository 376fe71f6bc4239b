import { exchangeDate, formatEt } from '../../time/exchange-time.ts'
import type { EpochMs } from '../../time/instant.ts'
import { marketDay, nextOpenDay } from '../../time/market-calendar.ts'
import { sessionAt } from '../../time/session.ts'
import type { World } from '../world.ts'
import { moment, span } from './told-time.ts'

/** "open until 16:00 ET, 5 h 24 min left", or why it is closed and when it opens. */
export function sessionWords({ clock, calendar }: Pick<World, 'clock' | 'calendar'>): string {
  const now = clock.now()
  const session = sessionAt(now, calendar)
  if (session.phase === 'regular') {
    const { closeAt, noTrade } = session
    const until = `open until ${formatEt(closeAt, 'time')} ET, ${span(closeAt - now)} left`
    return noTrade === undefined ? until : `${until}; no new positions today: ${noTrade}`
  }
  const openAt = nextOpening(now, calendar)
  return `closed (${session.reason}), opens ${moment(openAt, now)}`
}

/** When the exchange opens next; today's open while that is still to come. */
export function nextOpening(now: EpochMs, calendar: World['calendar']): EpochMs {
  const today = marketDay(exchangeDate(now), calendar)
  if (today.kind === 'open' && now < today.openAt) return today.openAt
  const next = marketDay(nextOpenDay(today.date, calendar), calendar)
  if (next.kind === 'closed') throw new RangeError(`${next.date} is both open and closed`)
  return next.openAt
}
