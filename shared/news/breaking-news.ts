import type { NewsItem } from '../ports/news.ts'
import type { EpochMs } from '../time/instant.ts'
import { distinctItems } from './distinct-items.ts'
import { financeLexicon } from './finance-lexicon.ts'
import { wordsOf } from './text-sentiment.ts'

/** The weight of words such as "plunges" or "breakthrough" in the lexicon. */
const BREAKING_WEIGHT = 2

/**
 * When the newest story appeared that can move a price at once: its headline holds a word of the lexicon's heaviest
 * kind. A copy of an older story is not news again. Absent without such a story up to `now`.
 */
export function breakingNewsAt(items: readonly NewsItem[], now: EpochMs): EpochMs | undefined {
  return distinctItems(items.filter(({ publishedAt }) => publishedAt <= now)).findLast(isBreaking)
    ?.publishedAt
}

function isBreaking({ headline }: NewsItem): boolean {
  return wordsOf(headline).some((word) => Math.abs(financeLexicon.get(word) ?? 0) >= BREAKING_WEIGHT)
}
