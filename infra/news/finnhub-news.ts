import { z } from 'zod'
import type { ProviderCall } from '../../shared/metrics/call-metrics.ts'
import type { News, NewsItem } from '../../shared/ports/news.ts'
import type { Secret } from '../../shared/ports/secrets.ts'
import { exchangeDate } from '../../shared/time/exchange-time.ts'
import { type EpochMs, SECOND_MS } from '../../shared/time/instant.ts'
import type { HostConnection } from '../http/host-connection.ts'
import { askProvider } from '../http/provider-request.ts'

/** Where the provider answers. */
const FINNHUB_ORIGIN = 'https://finnhub.io'

const companyNews = z.array(
  z.object({
    id: z.number().int(),
    /** Epoch seconds. */
    datetime: z.number().int().positive(),
    headline: z.string(),
    summary: z.string(),
  }),
)

/** Company news from Finnhub. The key travels in a header, so that no address ever holds it. */
export class FinnhubNews implements News {
  readonly #connection: Pick<HostConnection, 'exchange'>
  readonly #origin: string
  readonly #key: Secret
  readonly #onCall: ((call: ProviderCall) => void) | undefined

  constructor(by: {
    readonly connection: Pick<HostConnection, 'exchange'>
    readonly origin?: string
    readonly key: Secret
    readonly onCall?: (call: ProviderCall) => void
  }) {
    this.#connection = by.connection
    this.#origin = by.origin ?? FINNHUB_ORIGIN
    this.#key = by.key
    this.#onCall = by.onCall
  }

  async items(
    underlying: string,
    { from, to }: { readonly from: EpochMs; readonly to: EpochMs },
  ): Promise<readonly NewsItem[]> {
    const query = `symbol=${encodeURIComponent(underlying)}&from=${exchangeDate(from)}&to=${exchangeDate(to)}`
    const answer = await askProvider(this.#connection, {
      provider: 'finnhub',
      module: 'company-news',
      url: `${this.#origin}/api/v1/company-news?${query}`,
      headers: { Accept: 'application/json', 'X-Finnhub-Token': this.#key.reveal() },
      schema: companyNews,
      readableStatuses: [200],
      ...(this.#onCall && { onCall: this.#onCall }),
    })
    return answer
      .map(toItem)
      .filter(({ headline, publishedAt }) => headline !== '' && publishedAt >= from && publishedAt <= to)
      .toSorted((first, second) => first.publishedAt - second.publishedAt)
  }
}

function toItem({ id, datetime, headline, summary }: z.infer<typeof companyNews>[number]): NewsItem {
  return {
    itemId: `${id}`,
    headline: headline.trim(),
    ...(summary.trim() !== '' && { summary: summary.trim() }),
    publishedAt: (datetime * SECOND_MS) as EpochMs,
  }
}
