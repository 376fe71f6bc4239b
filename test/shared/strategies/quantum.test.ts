import { describe, expect, test } from '@jest/globals'
import type { Features } from '../../../shared/signals/features.ts'
import { quantum } from '../../../shared/strategies/quantum.ts'
import { STRONG } from '../../support/strong-features.ts'

/** Every part at its full value. */
const FULL: Features = {
  ...STRONG,
  velocity: 2,
  volumeRatio: 3,
  volumeBreakout: 2,
  volumeSurge: 2,
  daily: { ...STRONG.daily, bullishEngulfing: true },
}

describe('the quantum strategy', () => {
  test('votes with the share of its 22 points; the model that is not there weighs nothing', () => {
    expect(quantum.evaluate(FULL)).toMatchObject({
      kind: 'vote',
      score: 1,
      reasons: expect.arrayContaining(['22.00 of 22', 'not known: model']),
    })
  })

  test.each<[string, Partial<Features>, number]>([
    ['velocity', { velocity: 0 }, 4],
    ['volume explosion', { volumeRatio: 1 }, 2],
    ['volume breakout', { volumeBreakout: 0 }, 2.5],
    ['surge', { volumeSurge: 0 }, 2.5],
    ['opening range', { openingRange: { high: 52, low: 50, fixed: true } }, 3],
    ['pattern', { today: { open: 51, high: 52, low: 49, close: 50, volume: 1 }, daily: STRONG.daily }, 1.5],
    ['multi-timeframe', { minuteTrendPct: undefined }, 3],
    ['a sixth of convergence', { sessionVwap: 50 }, 3.5 / 6],
  ])('gives %s its weight', (_, features, weight) => {
    expect(quantum.evaluate({ ...FULL, ...features })).toMatchObject({
      score: expect.closeTo((22 - weight) / 22, 12),
    })
  })

  test('needs 10 of 22 points', () => {
    // Convergence 3.5, multi-timeframe 3, pattern 1.5 and volume explosion 2 remain.
    const ten = { ...FULL, velocity: 0, volumeBreakout: 0, volumeSurge: 0, openingRange: undefined }
    expect(quantum.evaluate(ten)).toMatchObject({ kind: 'vote', score: expect.closeTo(10 / 22, 12) })
    expect(quantum.evaluate({ ...ten, volumeRatio: 2.9 })).toEqual({
      kind: 'abstain',
      reason: '9.90 of 22, 10 are needed; not known: opening range, model',
    })
  })
})
