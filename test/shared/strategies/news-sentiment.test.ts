import { describe, expect, test } from '@jest/globals'
import type { NewsSentiment } from '../../../shared/news/news-sentiment.ts'
import { newsSentiment } from '../../../shared/strategies/news-sentiment.ts'
import { STRONG } from '../../support/strong-features.ts'

function opinion(news: Partial<NewsSentiment>, leverage = 3) {
  return newsSentiment.evaluate({
    ...STRONG,
    instrument: { ...STRONG.instrument, leverage },
    news: { distinctItems: 3, score: 0.3, confidence: 0.6, ...news },
  })
}

describe('news sentiment', () => {
  test('votes from 3 distinct items, a confidence of .6 and a sentiment of .3 on', () => {
    expect(opinion({})).toMatchObject({ kind: 'vote', score: expect.closeTo(0.45, 12) })
    expect(opinion({ distinctItems: 2 })).toEqual({
      kind: 'abstain',
      reason: '2 distinct items, 3 are needed',
    })
    expect(opinion({ confidence: 0.599 })).toMatchObject({ kind: 'abstain' })
    expect(opinion({ score: 0.299 })).toMatchObject({ kind: 'abstain' })
  })

  test('reads the news the other way round for an instrument against its underlying', () => {
    expect(opinion({ score: -0.3 }, -3)).toMatchObject({ kind: 'vote', score: expect.closeTo(0.45, 12) })
    expect(opinion({ score: -0.299 }, -1)).toMatchObject({ kind: 'abstain' })
    expect(opinion({ score: -0.3 }, -1)).toMatchObject({ kind: 'vote' })
    expect(opinion({ score: 0.3 }, -3)).toEqual({
      kind: 'abstain',
      reason: 'aligned sentiment -0.30 speaks against the instrument',
    })
  })

  test('scores better and surer news higher', () => {
    expect(opinion({ score: 1, confidence: 1 })).toMatchObject({ score: 1 })
    expect(opinion({ score: 0.8, confidence: 0.6 })).toMatchObject({ score: expect.closeTo(0.7, 12) })
  })

  test('abstains without news', () => {
    const { news: _, ...quiet } = STRONG
    expect(newsSentiment.evaluate(quiet)).toEqual({
      kind: 'abstain',
      reason: `no news are known for ${STRONG.instrument.underlying}`,
    })
  })
})
