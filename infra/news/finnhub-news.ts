import { z } from 'zod'
import type { News, NewsItem } from '../../shared/ports/news.ts'
import { exchangeDate } from '../../shared/time/exchange-time.ts'
import { type EpochMs, SECOND_MS } from '../../shared/time/instant.ts'
import type { FinnhubClient } from './finnhub-client.ts'

const companyNews = z.array(
  z.object({
    id: z.number().int(),
    /** Epoch seconds. */
    datetime: z.number().int().positive(),
    headline: z.string(),
    summary: z.string(),
  }),
)

/** Company news from Finnhub. */
export class FinnhubNews implements News {
  readonly #client: FinnhubClient

  constructor(client: FinnhubClient) {
    this.#client = client
  }

  async items(
    underlying: string,
    { from, to }: { readonly from: EpochMs; readonly to: EpochMs },
  ): Promise<readonly NewsItem[]> {
    const query = `symbol=${encodeURIComponent(underlying)}&from=${exchangeDate(from)}&to=${exchangeDate(to)}`
    const answer = await this.#client.get(`company-news?${query}`, {
      module: 'company-news',
      schema: companyNews,
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
