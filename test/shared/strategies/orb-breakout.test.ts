import { describe, expect, test } from '@jest/globals'
import type { Features } from '../../../shared/signals/features.ts'
import { orbBreakout } from '../../../shared/strategies/orb-breakout.ts'
import { STRONG } from '../../support/strong-features.ts'

function opinion(features: Partial<Features>) {
  return orbBreakout.evaluate({
    ...STRONG,
    openingRange: { high: 50, low: 48, fixed: true },
    lastMinuteClose: 50.25,
    volumeRatio: 2.4,
    ...features,
  })
}

describe('the opening-range breakout', () => {
  test('votes for a minute that closed above the range, not at it', () => {
    expect(opinion({ lastMinuteClose: 50.01 })).toMatchObject({ kind: 'vote' })
    expect(opinion({ lastMinuteClose: 50 })).toEqual({
      kind: 'abstain',
      reason: 'the minute closed at 50.00, inside the opening range 48.00-50.00',
    })
    expect(opinion({ lastMinuteClose: 47.9 })).toMatchObject({
      kind: 'abstain',
      reason: expect.stringContaining('below'),
    })
  })

  test('needs a volume ratio of 1.2', () => {
    expect(opinion({ volumeRatio: 1.19 })).toMatchObject({ kind: 'abstain' })
    expect(opinion({ volumeRatio: 1.2 })).toMatchObject({ kind: 'vote' })
    expect(opinion({ volumeRatio: undefined })).toMatchObject({ kind: 'abstain' })
  })

  test('waits until the range is fixed and a minute is complete', () => {
    expect(opinion({ openingRange: { high: 50, low: 48, fixed: false } })).toMatchObject({ kind: 'abstain' })
    expect(opinion({ openingRange: undefined })).toMatchObject({ kind: 'abstain' })
    expect(opinion({ lastMinuteClose: undefined })).toMatchObject({ kind: 'abstain' })
  })

  test('scores how clear and how well backed the breakout is', () => {
    expect(opinion({ lastMinuteClose: 50.25, volumeRatio: 2.4 })).toMatchObject({
      score: expect.closeTo(1, 12),
    })
    expect(opinion({ lastMinuteClose: 50.125, volumeRatio: 1.2 })).toMatchObject({
      score: expect.closeTo(0.625, 12),
    })
  })
})
