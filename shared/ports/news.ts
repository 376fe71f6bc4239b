import type { EpochMs } from '../time/instant.ts'

/** One published piece about a company or fund, as its provider tells it. */
export interface NewsItem {
  /** Unique within the provider. */
  readonly itemId: string
  readonly headline: string
  /** Absent when the provider sends none. */
  readonly summary?: string
  readonly publishedAt: EpochMs
}

/**
 * What has been published about an underlying. The promise: only items published from `from` up to and including
 * `to`, ascending in time; an underlying nobody wrote about is an empty list. Throws `ProviderError` when the
 * provider could not be read, so that an outage never looks like silence.
 */
export interface News {
  items(
    underlying: string,
    span: { readonly from: EpochMs; readonly to: EpochMs },
  ): Promise<readonly NewsItem[]>
}
