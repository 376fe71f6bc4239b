import type { News, NewsItem } from '../../shared/ports/news.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import type { LayeredCache } from './layered-cache.ts'

/**
 * News that are asked for once in half an hour for each underlying. What was published since the last call is not
 * seen until then; each process keeps its own, because many texts would not fit a document.
 */
export class CachedNews implements News {
  readonly #news: News
  readonly #cache: LayeredCache

  constructor(by: { readonly news: News; readonly cache: LayeredCache }) {
    this.#news = by.news
    this.#cache = by.cache
  }

  async items(
    underlying: string,
    { from, to }: { readonly from: EpochMs; readonly to: EpochMs },
  ): Promise<readonly NewsItem[]> {
    const items = await this.#cache.read({ kind: 'news', key: `${underlying} ${to - from}` }, () =>
      this.#news.items(underlying, { from, to }),
    )
    return items.filter(({ publishedAt }) => publishedAt >= from && publishedAt <= to)
  }
}
