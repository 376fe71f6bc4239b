import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { agreementOf } from '../../../shared/signals/agreement.ts'
import type { Features } from '../../../shared/signals/features.ts'
import { scoreOf } from '../../../shared/signals/score.ts'
import type { StrategyFamily } from '../../../shared/strategies/strategy.ts'
import { anyFeatures } from '../../support/arbitrary-features.ts'
import { STRONG } from '../../support/strong-features.ts'

const FAMILIES: readonly StrategyFamily[] = ['trend', 'momentum', 'volume', 'breakout', 'news', 'mean']

function totalOf(features: Features, families: readonly StrategyFamily[] = []): number {
  return scoreOf(features, agreementOf(families)).total
}

/** STRONG scores 1 in every part, .5 for its candle; each change takes one part away and no other. */
const WITHOUT: readonly (readonly [part: string, change: Partial<Features>, lost: number])[] = [
  ['SMA stack', { daily: { ...STRONG.daily, sma20: 50, sma50: 50, sma200: 50 } }, 0.12],
  ['price position', { today: { open: 48.5, high: 51, low: 50, close: 50, volume: 1 } }, 0.08],
  ['MACD', { daily: { ...STRONG.daily, macdHistogram: -1 } }, 0.08],
  ['Bollinger', { daily: { ...STRONG.daily, bollingerUpper: 60, bollingerLower: 40 } }, 0.06],
  ['stochastic', { daily: { ...STRONG.daily, stochasticK: 70 } }, 0.04],
  ['half of the pattern', { daily: { ...STRONG.daily, doji: true } }, 0.01],
  ['volume ratio', { volumeRatio: 1 }, 0.12],
  ['volume surge', { volumeSurge: 0 }, 0.12],
  ['volume side', { buyPressure: 0.3 }, 0.06],
  ['RSI', { daily: { ...STRONG.daily, rsi14: 45 } }, 0.15],
  ['opening range', { openingRange: { high: 60, low: 50, fixed: true } }, 0.15],
]

describe('the score', () => {
  test('weighs technical .4, volume .3 and timing .3', () => {
    const { total, parts, missing } = scoreOf(STRONG, agreementOf([]))
    expect(missing).toEqual([])
    expect(parts).toMatchObject({
      smaStack: 1,
      macd: 1,
      pattern: 0.5,
      volumeRatio: 1,
      rsi: 1,
      openingRange: 1,
    })
    expect(total).toBe(0.99)
  })

  test.each(WITHOUT)('loses with the %s exactly its weight', (_, change, lost) => {
    expect(totalOf({ ...STRONG, ...change })).toBeCloseTo(0.99 - lost, 12)
  })

  test('has four decimals', () => {
    expect(totalOf({ ...STRONG, volumeSurge: 0.123 })).toBe(0.8798)
  })

  test('is complete with all parts at their best', () => {
    expect(WITHOUT.reduce((sum, [, , lost]) => sum + lost, 0.01)).toBeCloseTo(1, 12)
    expect(totalOf({ ...STRONG, daily: { ...STRONG.daily, hammer: true } })).toBe(1)
  })

  test('adds the bonus of the agreement and stops at 1', () => {
    expect(totalOf({ ...STRONG, volumeSurge: 0.75 }, ['trend', 'momentum', 'volume'])).toBe(0.97)
    expect(totalOf(STRONG, ['trend', 'momentum', 'volume'])).toBe(1)
  })

  test('loses a tenth when the daily history is limited', () => {
    expect(totalOf({ ...STRONG, quality: 'limited' }, ['trend', 'momentum'])).toBe(0.9)
    expect(totalOf({ ...STRONG, quality: 'good' })).toBe(0.99)
  })

  test('lists what is missing and counts it as nothing', () => {
    const { instrument, time, price, mid, spreadBps, quality } = STRONG
    const bare = scoreOf({ instrument, time, price, mid, spreadBps, quality }, agreementOf([]))
    expect(bare.total).toBe(0)
    expect(bare.missing).toHaveLength(11)
    expect(bare.parts).toEqual({})
    expect(scoreOf({ ...STRONG, volumeSurge: undefined }, agreementOf([]))).toMatchObject({
      total: 0.87,
      missing: ['volumeSurge'],
    })
  })

  test('is within 0 and 1, whatever the features', () => {
    fc.assert(
      fc.property(anyFeatures, fc.subarray([...FAMILIES]), (features, families) => {
        const { total, parts } = scoreOf(features, agreementOf(families))
        for (const value of [total, ...Object.values(parts)]) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test('never falls when another family agrees', () => {
    fc.assert(
      fc.property(
        anyFeatures,
        fc.subarray([...FAMILIES]),
        fc.constantFrom(...FAMILIES),
        (features, families, more) => {
          expect(totalOf(features, [...families, more])).toBeGreaterThanOrEqual(totalOf(features, families))
        },
      ),
    )
  })

  test('is never moved by more than .03 by the news (spec §11)', () => {
    fc.assert(
      fc.property(anyFeatures, fc.subarray([...FAMILIES]), (features, families) => {
        const silent = families.filter((family) => family !== 'news')
        const moved = totalOf(features, [...silent, 'news']) - totalOf(features, silent)
        expect(moved).toBeGreaterThanOrEqual(0)
        expect(moved).toBeLessThanOrEqual(0.03)
      }),
    )
  })

  test('never rises when something is not known', () => {
    fc.assert(
      fc.property(anyFeatures, fc.nat(), (features, choice) => {
        const known = totalOf(features)
        for (const poorer of lessKnown(features, choice)) expect(totalOf(poorer)).toBeLessThanOrEqual(known)
      }),
    )
  })
})

/** The features without one of their figures, and without one of their daily indicators. */
function lessKnown(features: Features, choice: number): Features[] {
  const { instrument, time, price, mid, spreadBps, quality, ...optional } = features
  const always = { instrument, time, price, mid, spreadBps, quality }
  const { daily, dailyPrevious } = optional
  return [
    { ...always, ...dropOne(optional, choice) },
    ...(daily ? [{ ...features, daily: dropOne(daily, choice) }] : []),
    ...(dailyPrevious ? [{ ...features, dailyPrevious: dropOne(dailyPrevious, choice) }] : []),
  ]
}

function dropOne<T extends object>(values: T, choice: number): T {
  const entries = Object.entries(values)
  entries.splice(choice % Math.max(1, entries.length), 1)
  return Object.fromEntries(entries) as T
}
