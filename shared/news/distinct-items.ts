import type { NewsItem } from '../ports/news.ts'
import { wordsOf } from './text-sentiment.ts'

/** Share of common words from which two headlines are one story; agencies change a word or two. */
const SAME_STORY_SHARE = 0.75

/**
 * One item a story, the earliest: the tenth copy of an old report is not news, and ten copies are not ten opinions.
 */
export function distinctItems(items: readonly NewsItem[]): readonly NewsItem[] {
  const kept: { readonly item: NewsItem; readonly words: ReadonlySet<string> }[] = []
  for (const item of items.toSorted(earlierFirst)) {
    const words = new Set(wordsOf(item.headline))
    const repeats = kept.some(
      (earlier) =>
        earlier.item.itemId === item.itemId || commonShare(earlier.words, words) >= SAME_STORY_SHARE,
    )
    if (!repeats) kept.push({ item, words })
  }
  return kept.map(({ item }) => item)
}

/** The order must not depend on the provider's, so that the same items always leave the same ones. */
function earlierFirst(first: NewsItem, second: NewsItem): number {
  return (
    first.publishedAt - second.publishedAt ||
    byText(first.itemId, second.itemId) ||
    byText(first.headline, second.headline)
  )
}

function byText(first: string, second: string): number {
  if (first === second) return 0
  return first < second ? -1 : 1
}

/** Jaccard: common words by all words. */
function commonShare(first: ReadonlySet<string>, second: ReadonlySet<string>): number {
  const common = [...first].filter((word) => second.has(word)).length
  const all = first.size + second.size - common
  return all === 0 ? 1 : common / all
}
