import { exchangeDate } from '../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { marketDay, nextOpenDay } from '../../../shared/time/market-calendar.ts'

/**
 * The regular session in which an order handed in now begins to work: this one, or the next when none is on.
 */
export interface OrderSession {
  readonly isOpen: boolean
  readonly closeAt: EpochMs
}

/** The session of an order that arrives now. */
export function orderSession(now: EpochMs): OrderSession {
  const date = exchangeDate(now)
  const today = marketDay(date)
  if (today.kind === 'open' && now < today.closeAt)
    return { isOpen: now >= today.openAt, closeAt: today.closeAt }
  const next = marketDay(nextOpenDay(date))
  if (next.kind !== 'open') throw new RangeError(`the calendar calls ${next.date} open and closed`)
  return { isOpen: false, closeAt: next.closeAt }
}
