import { describe, expect, test } from '@jest/globals'
import type { IndicatorRow } from '../../../shared/indicators/indicator-row.ts'
import type { Features } from '../../../shared/signals/features.ts'
import { technicalConfirmation } from '../../../shared/strategies/technical-confirmation.ts'
import { STRONG } from '../../support/strong-features.ts'

/** All six checks hold. */
const ALL: Features = { ...STRONG, daily: { ...STRONG.daily, stochasticK: 79, stochasticD: 70 } }

function daily(row: IndicatorRow): Features {
  return { ...ALL, daily: { ...ALL.daily, ...row } }
}

describe('technical confirmation', () => {
  test('votes with the share of its checks that hold', () => {
    expect(technicalConfirmation.evaluate(ALL)).toMatchObject({ kind: 'vote', score: 1 })
  })

  test.each<[string, Features]>([
    ['a histogram that stands still', { ...ALL, dailyPrevious: { macdHistogram: 0.3 } }],
    ['a histogram at 0', { ...daily({ macdHistogram: 0 }), dailyPrevious: { macdHistogram: -1 } }],
    ['a price at the VWAP', { ...ALL, sessionVwap: 50 }],
    ['an ADX of 20', daily({ adx14: 20 })],
    ['+DI at -DI', daily({ minusDi14: 30 })],
    ['K at D', daily({ stochasticD: 79 })],
    ['K at 80', daily({ stochasticK: 80 })],
    ['EMA12 at EMA26', daily({ ema12: 46.3 })],
    ['a level on-balance volume', { ...ALL, obvSlope: 0 }],
  ])('loses a check with %s', (_, features) => {
    expect(technicalConfirmation.evaluate(features)).toMatchObject({
      kind: 'vote',
      score: expect.closeTo(5 / 6, 12),
    })
  })

  test.each<[string, Features]>([
    ['a histogram that barely rises', { ...ALL, dailyPrevious: { macdHistogram: 0.299 } }],
    [
      'a histogram just above 0',
      { ...daily({ macdHistogram: 0.001 }), dailyPrevious: { macdHistogram: -1 } },
    ],
    ['a price just above the VWAP', { ...ALL, sessionVwap: 49.99 }],
    ['an ADX of 20.01', daily({ adx14: 20.01 })],
    ['+DI just above -DI', daily({ minusDi14: 29.99 })],
    ['K just above D', daily({ stochasticD: 78.99 })],
    ['K of 79.99', daily({ stochasticK: 79.99 })],
    ['EMA12 just above EMA26', daily({ ema12: 46.31 })],
    ['an on-balance volume that barely rises', { ...ALL, obvSlope: 1 }],
  ])('keeps every check with %s', (_, features) => {
    expect(technicalConfirmation.evaluate(features)).toMatchObject({ kind: 'vote', score: 1 })
  })

  test('needs three of six, and says what it can not tell', () => {
    const three = { ...daily({ adx14: 20, ema12: 46 }), obvSlope: -1 }
    expect(technicalConfirmation.evaluate(three)).toMatchObject({ kind: 'vote', score: 0.5 })
    expect(technicalConfirmation.evaluate({ ...three, sessionVwap: undefined })).toEqual({
      kind: 'abstain',
      reason: '2 of 6 checks hold, 3 are needed; not known: price > VWAP',
    })
  })
})
