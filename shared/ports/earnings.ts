import type { ExchangeDate } from '../time/instant.ts'

/** When on its date a company tells its results; `unknown` when only the date is known. */
export type AnnouncementMoment = 'before-open' | 'during-session' | 'after-close' | 'unknown'

/** A date on which a company tells its results. */
export interface EarningsAnnouncement {
  readonly date: ExchangeDate
  readonly moment: AnnouncementMoment
}

/**
 * Earnings dates of a company. The promise: all announcements on the dates from `from` up to and including `to`,
 * ascending; an empty list means that there is known to be none, `undefined` that the provider does not know the
 * company. Throws `ProviderError` when the provider could not be read, so that an outage never looks like a quiet day.
 */
export interface Earnings {
  announcements(
    underlying: string,
    span: { readonly from: ExchangeDate; readonly to: ExchangeDate },
  ): Promise<readonly EarningsAnnouncement[] | undefined>
}
