import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { randomDay } from '../../local/evaluation/random-day.ts'
import { drawsOf } from '../../local/simulator/market/draws.ts'
import type { NewsSentiment } from '../../shared/news/news-sentiment.ts'
import { deriveFeatures, type Features } from '../../shared/signals/features.ts'
import type { Opinion, Strategy } from '../../shared/strategies/strategy.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import { anyFeatures } from '../support/arbitrary-features.ts'

const SERIES = 1_000

let featuresOfSeries: readonly Features[] | undefined

/** What every strategy promises, with a case for a vote and a case against it. */
export function strategyContract(strategy: Strategy, cases: { for: Features; against: Features }): void {
  describe(`the strategy contract: ${strategy.id}`, () => {
    beforeAll(() => {
      featuresOfSeries ??= Array.from({ length: SERIES }, (_, seed) => featuresOf(seed))
    })

    test('votes for the case for it, with reasons', () => {
      const opinion = strategy.evaluate(cases.for)
      expect(opinion).toMatchObject({ kind: 'vote' })
      expect(opinion.kind === 'vote' && opinion.reasons.length).toBeGreaterThan(0)
    })

    test('abstains in the case against it, with a reason', () => {
      expect(strategy.evaluate(cases.against)).toEqual({
        kind: 'abstain',
        reason: expect.stringMatching(/\S/),
      })
    })

    test(`is not constant over ${SERIES} random series`, () => {
      const opinions = (featuresOfSeries ?? []).map((features) => strategy.evaluate(features))
      const scores = opinions.flatMap((opinion) => (opinion.kind === 'vote' ? [opinion.score] : []))
      expect(opinions).toHaveLength(SERIES)
      expect(scores.length).toBeGreaterThan(0)
      expect(scores.length).toBeLessThan(SERIES)
      expect(new Set(scores).size).toBeGreaterThan(1)
    })

    test('scores within 0 and 1, says the same twice, and changes nothing it looks at', () => {
      fc.assert(
        fc.property(anyFeatures, (features) => {
          const before = structuredClone(features)
          const opinion = strategy.evaluate(features)
          expect(scoreWithin(opinion)).toBe(true)
          expect(strategy.evaluate(features)).toEqual(opinion)
          expect(features).toEqual(before)
        }),
      )
    })

    test('abstains when nothing but the price is known', () => {
      const { instrument, time, price, mid, spreadBps, quality } = cases.for
      const bare = { instrument, time, price, mid, spreadBps, quality }
      expect(strategy.evaluate(bare)).toMatchObject({ kind: 'abstain' })
    })
  })
}

function scoreWithin(opinion: Opinion): boolean {
  return opinion.kind === 'abstain' || (opinion.score >= 0 && opinion.score <= 1)
}

/** One moment of one random series; the seed decides the past, the busyness of the day and the moment. */
function featuresOf(seed: number): Features {
  const random = drawsOf(seed, 'moment of a series')
  const dailyBars = 40 + Math.floor(random.uniform() * 60)
  const dailyDriftPct = random.uniform() - 0.4
  const volume = 0.5 + 2 * random.uniform()
  const polls = 2 + Math.floor(random.uniform() * 60)
  let features: Features | undefined
  let seen = 0
  for (const view of randomDay(seed, { dailyBars, dailyDriftPct, volume })) {
    seen += 1
    if (seen < polls) continue
    features = deriveFeatures({ ...view, ...newsOf(seed, view.quote.time) })
    break
  }
  if (!features) throw new Error('a random day has more polls than that')
  return features
}

/** Half of the series have news, of any number, tone and confidence. */
function newsOf(seed: number, newestAt: EpochMs): { readonly news?: NewsSentiment } {
  const random = drawsOf(seed, 'news')
  if (random.uniform() < 0.5) return {}
  const distinctItems = 1 + Math.floor(random.uniform() * 8)
  return {
    news: { distinctItems, score: 2 * random.uniform() - 1, confidence: random.uniform(), newestAt },
  }
}
