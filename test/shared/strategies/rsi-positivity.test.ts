import { describe, expect, test } from '@jest/globals'
import type { Features } from '../../../shared/signals/features.ts'
import { rsiPositivity } from '../../../shared/strategies/rsi-positivity.ts'
import { STRONG } from '../../support/strong-features.ts'

function at(daily: number, dailyBefore: number, fiveMinute = 70, fiveMinuteBefore = 60): Features {
  return {
    ...STRONG,
    daily: { rsi14: daily },
    dailyPrevious: { rsi14: dailyBefore },
    rsi14FiveMinute: fiveMinute,
    rsi14FiveMinutePrevious: fiveMinuteBefore,
  }
}

describe('RSI positivity', () => {
  test.each([
    [54.99, 'abstain'],
    [55, 'vote'],
    [80, 'vote'],
    [80.01, 'abstain'],
  ])('at %d is a %s, on either time frame', (rsi, kind) => {
    expect(rsiPositivity.evaluate(at(rsi, 50))).toMatchObject({ kind })
    expect(rsiPositivity.evaluate(at(70, 60, rsi, 50))).toMatchObject({ kind })
  })

  test('must be rising on both time frames', () => {
    expect(rsiPositivity.evaluate(at(60, 60))).toEqual({
      kind: 'abstain',
      reason: 'daily RSI14 60.0 → 60.0, not rising',
    })
    expect(rsiPositivity.evaluate(at(60, 59, 60, 61))).toMatchObject({ kind: 'abstain' })
    expect(rsiPositivity.evaluate(at(60, 59, 60, 60))).toMatchObject({ kind: 'abstain' })
    expect(rsiPositivity.evaluate(at(60, 59.99, 60, 59.99))).toMatchObject({ kind: 'vote' })
  })

  test('is strongest at 70', () => {
    expect(rsiPositivity.evaluate(at(70, 60))).toMatchObject({ score: 1 })
    expect(rsiPositivity.evaluate(at(55, 50, 55, 50))).toMatchObject({ score: 0.5 })
    expect(rsiPositivity.evaluate(at(80, 50, 80, 50))).toMatchObject({ score: 0.5 })
  })

  test('abstains while either RSI is warming up', () => {
    expect(rsiPositivity.evaluate({ ...STRONG, rsi14FiveMinutePrevious: undefined })).toEqual({
      kind: 'abstain',
      reason: 'the 5-minute RSI14 is not warmed up',
    })
    expect(rsiPositivity.evaluate({ ...STRONG, dailyPrevious: undefined })).toMatchObject({ kind: 'abstain' })
  })
})
