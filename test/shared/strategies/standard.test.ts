import { describe, expect, test } from '@jest/globals'
import type { IndicatorRow } from '../../../shared/indicators/indicator-row.ts'
import type { Features } from '../../../shared/signals/features.ts'
import { standard } from '../../../shared/strategies/standard.ts'
import { STRONG } from '../../support/strong-features.ts'

/** The price is within 98 % of the upper band as well: all eight checks hold. */
const ALL: Features = { ...STRONG, daily: { ...STRONG.daily, bollingerUpper: 52 } }

function daily(row: IndicatorRow, base: Features = ALL): Features {
  return { ...base, daily: { ...base.daily, ...row } }
}

describe('the standard strategy', () => {
  test('votes with the share of its checks that hold', () => {
    expect(standard.evaluate(ALL)).toMatchObject({ kind: 'vote', score: 1 })
    expect(standard.evaluate(daily({ rsi14: 55 }))).toMatchObject({ kind: 'vote', score: 7 / 8 })
  })

  test('needs six of eight', () => {
    const six = daily({ rsi14: 55, macd: 0.9 })
    expect(standard.evaluate(six)).toMatchObject({ kind: 'vote', score: 6 / 8 })
    expect(standard.evaluate({ ...six, volumeRatio: 1.2 })).toEqual({
      kind: 'abstain',
      reason: '5 of 8 checks hold, 6 are needed',
    })
  })

  test.each<[string, Features]>([
    ['SMA20 not above SMA50', daily({ sma50: 46 })],
    ['SMA50 not above SMA200', daily({ sma200: 44 })],
    ['a price at SMA20', daily({ sma20: 50 })],
    ['RSI14 of 55', daily({ rsi14: 55 })],
    ['MACD at its signal', daily({ macd: 0.9 })],
    ['a volume ratio of 1.2', { ...ALL, volumeRatio: 1.2 }],
    ['a price at 98 % of the upper band', daily({ bollingerUpper: 50 / 0.98 })],
    ['a price at the lower band', daily({ bollingerLower: 50 })],
    ['K at D', daily({ stochasticK: 78 })],
    ['a close at the open', { ...ALL, today: { open: 50, high: 50, low: 48, close: 50, volume: 1 } }],
  ])('loses a check with %s', (_, features) => {
    expect(standard.evaluate(features)).toMatchObject({ kind: 'vote', score: 7 / 8 })
  })

  test.each<[string, Features]>([
    ['SMA20 just above SMA50', daily({ sma50: 45.99 })],
    ['SMA50 just above SMA200', daily({ sma200: 43.99 })],
    ['a price just above SMA20', daily({ sma20: 49.99 })],
    ['RSI14 of 55.01', daily({ rsi14: 55.01 })],
    ['MACD just above its signal', daily({ macd: 0.901 })],
    ['a volume ratio of 1.21', { ...ALL, volumeRatio: 1.21 }],
    ['a price just below 98 % of the upper band', daily({ bollingerUpper: 50.01 / 0.98 })],
    ['a price just above the lower band', daily({ bollingerLower: 49.99 })],
    ['K just above D', daily({ stochasticK: 78.01 })],
    [
      'a close just above the open',
      { ...ALL, today: { open: 49.99, high: 50, low: 48, close: 50, volume: 1 } },
    ],
  ])('keeps every check with %s', (_, features) => {
    expect(standard.evaluate(features)).toMatchObject({ kind: 'vote', score: 1 })
  })

  test('says what it can not tell', () => {
    const { macdSignal: _, ...row } = ALL.daily ?? {}
    expect(standard.evaluate({ ...ALL, daily: { ...row, rsi14: 50 }, volumeRatio: undefined })).toEqual({
      kind: 'abstain',
      reason: '5 of 8 checks hold, 6 are needed; not known: MACD > signal, volume ratio > 1.2',
    })
  })

  test('has no vote below 50 daily bars, because it needs the SMA200', () => {
    expect(standard.evaluate({ ...ALL, quality: 'limited' })).toMatchObject({
      kind: 'abstain',
      reason: expect.stringContaining('SMA200'),
    })
    expect(standard.evaluate({ ...ALL, quality: 'minimal' })).toMatchObject({ kind: 'abstain' })
    expect(standard.evaluate({ ...ALL, quality: 'good' })).toMatchObject({ kind: 'vote' })
  })
})
