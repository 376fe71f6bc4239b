import { newsForInstrument } from '../news/news-sentiment.ts'
import type { Features } from '../signals/features.ts'
import { abstain, type Opinion, type Strategy, vote } from './strategy.ts'

const ITEMS_MIN = 3
const CONFIDENCE_MIN = 0.6
const SENTIMENT_MIN = 0.3

/** Strategy 7: the news on the underlying speak for the direction of the instrument, and agree on it. */
export const newsSentiment: Strategy = { id: 'news-sentiment', family: 'news', evaluate }

function evaluate({ instrument, news }: Features): Opinion {
  if (!news) return abstain(`no news are known for ${instrument.underlying}`)
  const { items, confidence, alignedSentiment } = newsForInstrument(news, instrument)
  if (items < ITEMS_MIN) return abstain(`${items} distinct items, ${ITEMS_MIN} are needed`)
  if (confidence < CONFIDENCE_MIN)
    return abstain(`confidence ${confidence.toFixed(2)} is below ${CONFIDENCE_MIN}`)
  const told = `aligned sentiment ${alignedSentiment.toFixed(2)}`
  if (alignedSentiment <= -SENTIMENT_MIN) return abstain(`${told} speaks against the instrument`)
  if (alignedSentiment < SENTIMENT_MIN) return abstain(`${told} is below ${SENTIMENT_MIN}`)
  return vote(strength(alignedSentiment, confidence), [
    told,
    `${items} distinct items`,
    `confidence ${confidence.toFixed(2)}`,
  ])
}

/** Half for how good the news are, half for how sure that is. */
function strength(alignedSentiment: number, confidence: number): number {
  return (alignedSentiment + confidence) / 2
}
