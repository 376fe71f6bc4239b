import type { Earnings, EarningsAnnouncement } from '../../shared/ports/earnings.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import type { LayeredCache } from './layered-cache.ts'

/** Earnings dates that are asked for once a day for each underlying and span; each process keeps its own. */
export class CachedEarnings implements Earnings {
  readonly #earnings: Earnings
  readonly #cache: LayeredCache

  constructor(by: { readonly earnings: Earnings; readonly cache: LayeredCache }) {
    this.#earnings = by.earnings
    this.#cache = by.cache
  }

  async announcements(
    underlying: string,
    span: { readonly from: ExchangeDate; readonly to: ExchangeDate },
  ): Promise<readonly EarningsAnnouncement[] | undefined> {
    return this.#cache.read({ kind: 'calendar', key: `earnings ${underlying} ${span.from} ${span.to}` }, () =>
      this.#earnings.announcements(underlying, span),
    )
  }
}
