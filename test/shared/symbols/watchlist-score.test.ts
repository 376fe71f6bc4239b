import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import type { DailyFigures } from '../../../shared/symbols/daily-figures.ts'
import { rankWatchlist, volumeMomentumPart, watchlistScore } from '../../../shared/symbols/watchlist-score.ts'
import { risingCloses } from '../../support/candidates.ts'

const weights = parseConfig({}).selector.watchlistWeights

const figures: DailyFigures = {
  symbol: ticker('AAA'),
  leverage: 1,
  closes: [...risingCloses(1.5)],
  volumeRatio: 2,
  volumeMomentum: 1.5,
}

describe('the watchlist score', () => {
  test('is .30 volume + .25 volatility + .20 momentum + .15 sentiment + .10 volume momentum', () => {
    expect(watchlistScore(figures, { volatilityRank: 0.5, sentiment: 1 }, weights)).toEqual({
      symbol: 'AAA',
      score: 1,
      sentimentUnknown: false,
    })
    const calm = { ...figures, volumeRatio: 1, volumeMomentum: 0.5 }
    expect(watchlistScore(calm, { volatilityRank: 0.1, sentiment: 0 }, weights)?.score).toBe(0.445)
  })

  test.each<[string, Partial<DailyFigures>, { volatilityRank?: number; sentiment?: number }, number]>([
    ['volume at .2', { volumeRatio: 0.99 }, {}, 0.24],
    ['volatility at .2', {}, { volatilityRank: 0 }, 0.2],
    ['no momentum', { closes: [...risingCloses(0)] }, {}, 0.2],
    ['half of the momentum', { closes: [...risingCloses(0.45)] }, {}, 0.1],
    ['bad news', {}, { sentiment: 0 }, 0.15],
    ['no volume momentum', { volumeMomentum: 0.5 }, {}, 0.1],
  ])('falls with %s by its weight', (_, change, moment, lost) => {
    const circumstances = { volatilityRank: 0.5, sentiment: 1, ...moment }
    expect(watchlistScore({ ...figures, ...change }, circumstances, weights)?.score).toBeCloseTo(1 - lost, 9)
  })

  test('without news the sentiment is neutral and that is told', () => {
    const watched = watchlistScore(figures, { volatilityRank: 0.5 }, weights)
    expect(watched).toMatchObject({ score: 0.925, sentimentUnknown: true })
  })

  test('what the own trades earned is added, a loss taken off', () => {
    const after = (score: number, multiplier = 1) =>
      watchlistScore(figures, { volatilityRank: 0.5, sentiment: 1, earned: { score, multiplier } }, weights)
        ?.score
    expect([after(2), after(0), after(-2)]).toEqual([1.02, 1, 0.98])
    expect([after(2, 1.2), after(-2, 0.8)]).toEqual([1.22, 0.78])
  })

  test.each([
    ['no closes', { ...figures, closes: [] }, 0.5],
    ['no volatility', figures, undefined],
  ])('%s is no score', (_, known, volatilityRank) => {
    expect(watchlistScore(known, { volatilityRank }, weights)).toBeUndefined()
  })

  test.each([
    [0.49, 0],
    [0.5, 0],
    [1, 0.5],
    [1.5, 1],
    [1.51, 1],
  ])('volume momentum of %d counts %d', (ratio, part) => expect(volumeMomentumPart(ratio)).toBe(part))
})

test('the list is the best ones, equal ones in the order of the alphabet', () => {
  const watched = (symbol: string, score: number) => ({
    symbol: ticker(symbol),
    score,
    sentimentUnknown: true,
  })
  const list = rankWatchlist([watched('C', 0.5), undefined, watched('B', 0.5), watched('A', 0.6)], 2)
  expect(list.map(({ symbol }) => symbol)).toEqual(['A', 'B'])
})
