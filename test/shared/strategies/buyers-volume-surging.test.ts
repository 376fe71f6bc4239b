import { describe, expect, test } from '@jest/globals'
import type { Features } from '../../../shared/signals/features.ts'
import { buyersVolumeSurging } from '../../../shared/strategies/buyers-volume-surging.ts'
import { STRONG } from '../../support/strong-features.ts'

function kindOf(features: Partial<Features>): string {
  return buyersVolumeSurging.evaluate({ ...STRONG, ...features }).kind
}

describe('buyers volume surging', () => {
  test('needs a volume ratio above 1.5', () => {
    expect(kindOf({ volumeRatio: 1.5 })).toBe('abstain')
    expect(kindOf({ volumeRatio: 1.51 })).toBe('vote')
    expect(kindOf({ volumeRatio: undefined })).toBe('abstain')
  })

  test('needs a spike above twice the previous bars or an RSI above 60', () => {
    const calm = { volumeSurge: 2, daily: { rsi14: 60 } }
    expect(kindOf(calm)).toBe('abstain')
    expect(kindOf({ ...calm, volumeSurge: 2.01 })).toBe('vote')
    expect(kindOf({ ...calm, daily: { rsi14: 60.1 } })).toBe('vote')
    expect(kindOf({ volumeSurge: undefined, daily: undefined })).toBe('abstain')
  })

  test('needs volume that goes with the price or with the buyers', () => {
    const undecided = { priceVolumeCorrelation: 0.7, buyPressure: 0.7 }
    expect(kindOf(undecided)).toBe('abstain')
    expect(kindOf({ ...undecided, priceVolumeCorrelation: 0.71 })).toBe('vote')
    expect(kindOf({ ...undecided, buyPressure: 0.71 })).toBe('vote')
    expect(kindOf({ priceVolumeCorrelation: undefined, buyPressure: undefined })).toBe('abstain')
  })

  test('scores more with more evidence', () => {
    const full = {
      volumeRatio: 3,
      volumeSurge: 5,
      daily: { rsi14: 65 },
      priceVolumeCorrelation: 1,
      buyPressure: 1,
    }
    expect(buyersVolumeSurging.evaluate({ ...STRONG, ...full })).toMatchObject({
      score: expect.closeTo(1, 12),
    })
    const least = {
      volumeRatio: 1.5001,
      volumeSurge: 1,
      daily: { rsi14: 60.1 },
      priceVolumeCorrelation: 0,
      buyPressure: 0.7001,
    }
    expect(buyersVolumeSurging.evaluate({ ...STRONG, ...least })).toMatchObject({
      score: expect.closeTo(0.375, 3),
    })
  })
})
