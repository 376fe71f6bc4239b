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
