import { describe, expect, test } from '@jest/globals'
import type { Features } from '../../../shared/signals/features.ts'
import { advanced } from '../../../shared/strategies/advanced.ts'
import { STRONG } from '../../support/strong-features.ts'

/** Every part at its full value. */
const FULL: Features = {
  ...STRONG,
  volumeRatio: 2.2,
  today: { open: 48.5, high: 50.1, low: 48.2, close: 50, volume: 1 },
  daily: { ...STRONG.daily, bullishEngulfing: true },
}

function without(...names: readonly (keyof Features)[]): Features {
  return { ...FULL, ...Object.fromEntries(names.map((name) => [name, undefined])) }
}

describe('the advanced strategy', () => {
  test('votes with the share of its 16 points', () => {
    expect(advanced.evaluate(FULL)).toMatchObject({ kind: 'vote', score: 1 })
    expect(advanced.evaluate({ ...FULL, volumeSurge: 0 })).toMatchObject({
      score: expect.closeTo(14 / 16, 12),
    })
  })

  test.each<[string, Features, number]>([
    ['trend', { ...FULL, daily: { ...FULL.daily, sma20: 51, sma50: 52, sma200: 53 } }, 3],
    ['volume', { ...FULL, volumeRatio: 1 }, 1.5],
    ['volatility', { ...FULL, daily: { ...FULL.daily, realizedVolatility5: 2 } }, 1],
    ['Bollinger', { ...FULL, daily: { ...FULL.daily, bollingerUpper: 70, bollingerLower: 40 } }, 1.5],
    ['opening range', { ...FULL, openingRange: { high: 52, low: 50, fixed: true } }, 2.5],
    ['volume surge', { ...FULL, volumeSurge: 0 }, 2],
    ['momentum', { ...FULL, daily: { ...FULL.daily, rsi14: 40, macdHistogram: 0 }, dailyPrevious: {} }, 2],
    [
      'price action',
      { ...FULL, today: { open: 51, high: 52, low: 50, close: 50, volume: 1 }, daily: STRONG.daily },
      2.5,
    ],
  ])('gives %s its weight', (_, features, weight) => {
    expect(advanced.evaluate(features)).toMatchObject({ score: expect.closeTo((16 - weight) / 16, 12) })
  })

  test('needs 8 of 16 points', () => {
    // Trend 3, momentum 2, volatility 1 and volume surge 2 remain.
    const eight = { ...without('openingRange', 'today', 'volumeRatio'), daily: withoutBands() }
    expect(advanced.evaluate(eight)).toMatchObject({ kind: 'vote', score: 0.5 })
    expect(advanced.evaluate({ ...eight, volumeSurge: 1.49 })).toEqual({
      kind: 'abstain',
      reason: '7.99 of 16, 8 are needed; not known: price action, volume, Bollinger, opening range',
    })
  })
})

function withoutBands(): NonNullable<Features['daily']> {
  const { bollingerUpper: _, bollingerLower: _lower, ...row } = FULL.daily ?? {}
  return row
}
