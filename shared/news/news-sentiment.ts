import type { NewsItem } from '../ports/news.ts'
import { type EpochMs, HOUR_MS } from '../time/instant.ts'
import { distinctItems } from './distinct-items.ts'
import { textSentiment } from './text-sentiment.ts'

/** What the news say about an underlying at one moment. */
export interface NewsSentiment {
  /** Stories, copies counted once. */
  readonly distinctItems: number
  /** From -1 (bad) to 1 (good); 0 is neutral. */
  readonly score: number
  /** From 0 to 1: how much fresh news stands behind the score, and whether it agrees. */
  readonly confidence: number
  /** When the newest story appeared; absent without one. */
  readonly newestAt?: EpochMs
}

/** The news turned to an instrument's own direction, as the risk check wants them: bad news for it is negative. */
export interface AlignedNews {
  readonly alignedSentiment: number
  readonly items: number
  readonly confidence: number
}

/** A story weighs half after this time. */
const HALF_LIFE_MS = 6 * HOUR_MS

/**
 * Weighs what was published up to now. Each story counts by its age; confidence is n / (n + 1) of the weighed stories
 * that say anything, times how far they agree. What is stamped after `now` is left out, because nobody knew it.
 */
export function newsSentiment(items: readonly NewsItem[], now: EpochMs): NewsSentiment {
  const known = distinctItems(items.filter(({ publishedAt }) => publishedAt <= now))
  const read = known.map(({ headline, summary, publishedAt }) => ({
    ...textSentiment(summary === undefined ? headline : `${headline}. ${summary}`),
    weight: 0.5 ** ((now - publishedAt) / HALF_LIFE_MS),
  }))
  const telling = read.filter(({ knownWords }) => knownWords > 0)
  const evidence = total(telling.map(({ weight }) => weight))
  const signed = total(telling.map(({ weight, score }) => weight * score))
  const size = total(telling.map(({ weight, score }) => weight * Math.abs(score)))
  const newestAt = known.at(-1)?.publishedAt
  return {
    distinctItems: known.length,
    score: evidence === 0 ? 0 : signed / evidence,
    confidence: size === 0 ? 0 : (evidence / (evidence + 1)) * (Math.abs(signed) / size),
    ...(newestAt !== undefined && { newestAt }),
  }
}

/** For an instrument that moves against its underlying the sign is turned. */
export function newsForInstrument(
  sentiment: NewsSentiment,
  { leverage }: { readonly leverage: number },
): AlignedNews {
  const { score, distinctItems: items, confidence } = sentiment
  return { alignedSentiment: leverage < 0 ? -score : score, items, confidence }
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
