import { z } from 'zod'
import type { AnnouncementMoment, Earnings, EarningsAnnouncement } from '../../shared/ports/earnings.ts'
import { addDays, parseExchangeDate } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import type { FinnhubClient } from './finnhub-client.ts'

/**
 * A company tells its results every quarter. One for which the calendar has nothing within so many days on both sides
 * of a span is not known, where an empty answer alone could also mean a quiet day.
 */
const QUARTER_DAYS = 100

/** Finnhub's words: before the market opens, during market hours, after it closes; empty when it does not know. */
const MOMENTS: Readonly<Record<string, AnnouncementMoment>> = {
  bmo: 'before-open',
  dmh: 'during-session',
  amc: 'after-close',
}

const earningsCalendar = z.object({
  earningsCalendar: z.array(
    z.object({
      date: z.iso.date().transform(parseExchangeDate),
      hour: z.string().nullable(),
      symbol: z.string(),
    }),
  ),
})

/** Earnings dates from Finnhub's calendar. */
export class FinnhubEarnings implements Earnings {
  readonly #client: FinnhubClient

  constructor(client: FinnhubClient) {
    this.#client = client
  }

  async announcements(
    underlying: string,
    { from, to }: { readonly from: ExchangeDate; readonly to: ExchangeDate },
  ): Promise<readonly EarningsAnnouncement[] | undefined> {
    const [first, last] = [addDays(from, -QUARTER_DAYS), addDays(to, QUARTER_DAYS)]
    const answer = await this.#client.get(
      `calendar/earnings?symbol=${encodeURIComponent(underlying)}&from=${first}&to=${last}`,
      { module: 'calendar-earnings', schema: earningsCalendar },
    )
    const own = answer.earningsCalendar.filter(({ symbol }) => symbol === underlying)
    if (own.length === 0) return undefined
    return own
      .filter(({ date }) => date >= from && date <= to)
      .map(({ date, hour }) => ({ date, moment: MOMENTS[hour ?? ''] ?? 'unknown' }))
      .toSorted((one, other) => (one.date < other.date ? -1 : 1))
  }
}
