import type { EntryProposal } from './risk-view.ts'
import { pass, refuse, type Verdict } from './verdict.ts'

/** What news must say, and how surely, to keep an entry out (spec §11). */
const BLOCKING_SENTIMENT = -0.2
const BLOCKING_ITEMS = 3
const BLOCKING_CONFIDENCE = 0.6

/** Sixth assessment: bad news about what would be bought. No source is neutral and says so. */
export function checkNews({ news }: Pick<EntryProposal, 'news'>): Verdict {
  if (!news) return pass('news: not known', ['news-unknown'])
  const { alignedSentiment, items, confidence } = news
  const words = `sentiment ${alignedSentiment.toFixed(2)} over ${items} items, confidence ${confidence.toFixed(2)}`
  const blocked =
    alignedSentiment <= BLOCKING_SENTIMENT && items >= BLOCKING_ITEMS && confidence >= BLOCKING_CONFIDENCE
  return blocked ? refuse('bad-news', words) : pass(`news: ${words}`)
}
