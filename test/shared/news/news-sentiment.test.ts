import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { distinctItems } from '../../../shared/news/distinct-items.ts'
import { newsForInstrument, newsSentiment } from '../../../shared/news/news-sentiment.ts'
import { textSentiment } from '../../../shared/news/text-sentiment.ts'
import type { NewsItem } from '../../../shared/ports/news.ts'
import { checkNews } from '../../../shared/risk/check-news.ts'
import { type EpochMs, HOUR_MS } from '../../../shared/time/instant.ts'

const NOW = (1_000 * HOUR_MS) as EpochMs

function item(headline: string, hoursAgo = 0, itemId = headline): NewsItem {
  return { itemId, headline, publishedAt: (NOW - hoursAgo * HOUR_MS) as EpochMs }
}

describe('a text', () => {
  test.each([
    ['Shares fall', -0.5],
    ['Shares plunge on fraud probe', -5 / 6],
    ['Profit beats forecasts', 2 / 3],
    ['It did not miss', 0.5],
    ['It did not really miss', 0.5],
    ['It did not by far miss', -0.5],
    ['Quarterly report published', 0],
    ['Growth beats, outlook disappoints', 1 / 4],
  ])('"%s" reads as %d', (text, score) => {
    expect(textSentiment(text).score).toBeCloseTo(score, 12)
  })

  test('always reads between -1 and 1', () => {
    const words = fc.constantFrom('plunge', 'surges', 'not', 'fraud', 'beats', 'the')
    fc.assert(
      fc.property(fc.array(words), (list) => {
        expect(Math.abs(textSentiment(list.join(' ')).score)).toBeLessThan(1)
      }),
    )
  })
})

describe('copies', () => {
  const story = item('Acme shares fall after weak outlook for the year', 5, 'a')

  test('of a story are one, the earliest', () => {
    const copy = item('Acme shares fall after a weak outlook for the year', 1, 'b')
    expect(distinctItems([copy, story])).toEqual([story])
  })

  test('are known by their id too', () => {
    expect(distinctItems([story, item('Rewritten altogether', 1, 'a')])).toEqual([story])
  })

  test('share three of four words, fewer make another story', () => {
    const told = (headline: string) =>
      distinctItems([item('one two three four', 2), item(headline, 1)]).length
    expect(told('one two three')).toBe(1)
    expect(told('one two three four five')).toBe(1)
    expect(told('one two three four five six')).toBe(2)
    expect(told('one two three five')).toBe(2)
    // Five of seven.
    expect(
      distinctItems([item('one two three four five six', 2), item('one two three four five seven')]),
    ).toHaveLength(2)
  })

  test('do not depend on the order in which they come', () => {
    const headlines = fc.constantFrom('one two three four', 'one two three five', 'six seven', 'eight')
    const itemId = fc.constantFrom('', 'a', 'b')
    const items = fc.array(fc.record({ headline: headlines, hours: fc.nat(5), itemId }))
    fc.assert(
      fc.property(items, (list) => {
        const made = list.map(({ headline, hours, itemId }) => item(headline, hours, itemId))
        const ids = (found: readonly NewsItem[]) =>
          found.map(({ headline, publishedAt }) => [headline, publishedAt])
        expect(ids(distinctItems(made.toReversed()))).toEqual(ids(distinctItems(made)))
      }),
    )
  })
})

describe('the news of an underlying', () => {
  const bad = ['Acme plunges', 'Regulator opens fraud probe', 'Chief resigns over losses']

  test('without any are neutral, without confidence and without a time', () => {
    expect(newsSentiment([], NOW)).toEqual({ distinctItems: 0, score: 0, confidence: 0 })
  })

  test('that no word is known of are counted but say nothing', () => {
    expect(newsSentiment([item('Quarterly report published', 1)], NOW)).toEqual({
      distinctItems: 1,
      score: 0,
      confidence: 0,
      newestAt: NOW - HOUR_MS,
    })
  })

  test('weigh half after six hours', () => {
    const { score } = newsSentiment([item('Acme falls', 0), item('Sales gain', 6)], NOW)
    expect(score).toBeCloseTo((-0.5 + 0.5 * 0.5) / 1.5, 12)
  })

  test('of the future are not known yet', () => {
    expect(newsSentiment([item('Acme plunges', -1)], NOW).distinctItems).toBe(0)
  })

  test('that agree give three quarters of confidence with three fresh stories, and less the older they are', () => {
    expect(
      newsSentiment(
        bad.map((text) => item(text)),
        NOW,
      ).confidence,
    ).toBeCloseTo(0.75, 12)
    expect(
      newsSentiment(
        bad.map((text) => item(text, 6)),
        NOW,
      ).confidence,
    ).toBeCloseTo(0.6, 12)
    expect(
      newsSentiment(
        bad.map((text) => item(text, 12)),
        NOW,
      ).confidence,
    ).toBeLessThan(0.6)
  })

  test('that contradict each other give none', () => {
    const { score, confidence } = newsSentiment([item('Acme falls'), item('Sales gain')], NOW)
    expect([score, confidence]).toEqual([0, 0])
  })

  test('keep an entry into the bull out and let the bear pass', () => {
    const sentiment = newsSentiment(
      bad.map((text) => item(text)),
      NOW,
    )
    expect(checkNews({ news: newsForInstrument(sentiment, { leverage: 2 }) })).toMatchObject({
      passed: false,
    })
    expect(newsForInstrument(sentiment, { leverage: 1 }).alignedSentiment).toBe(sentiment.score)
    expect(newsForInstrument(sentiment, { leverage: -1 }).alignedSentiment).toBe(-sentiment.score)
    expect(checkNews({ news: newsForInstrument(sentiment, { leverage: -1 }) })).toMatchObject({
      passed: true,
    })
  })

  test('ten copies of one bad story do not keep an entry out', () => {
    const copies = Array.from({ length: 10 }, (_, index) => item('Acme plunges on fraud', 0, `${index}`))
    const news = newsForInstrument(newsSentiment(copies, NOW), { leverage: 1 })
    expect(news.items).toBe(1)
    expect(checkNews({ news })).toMatchObject({ passed: true })
  })
})
