import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Money } from '../../../shared/domain/money.ts'
import { calibrate, winProbability } from '../../../shared/ledger/calibration.ts'

const outcome = (score: number, pnl: number) => ({ score, pnl: pnl as Money })
const repeated = (count: number, score: number, pnl: number) =>
  Array.from({ length: count }, () => outcome(score, pnl))

describe('how many trades it takes', () => {
  test('199 closed trades are uncalibrated, 200 are not', () => {
    expect(calibrate(repeated(199, 0.9, 1), 200)).toBeUndefined()
    expect(calibrate(repeated(200, 0.9, 1), 200)).toMatchObject({ trades: 200 })
  })

  test('while uncalibrated no score has a win probability', () => {
    expect(winProbability(undefined, 0.99)).toBeUndefined()
  })
})

describe('a fit on two scores', () => {
  const trades = [
    ...repeated(60, 0.9, -5),
    ...repeated(40, 0.9, 5),
    ...repeated(35, 0.96, -5),
    ...repeated(5, 0.96, 0),
    ...repeated(60, 0.96, 5),
  ]
  const calibration = calibrate(trades, 200)

  test.each([
    ['below all trades: the lowest block', 0.5, 0.4],
    ['on the lower score', 0.9, 0.4],
    ['between the two: no more than was seen', 0.9599, 0.4],
    ['on the higher score, where a flat trade is no win', 0.96, 0.6],
    ['above all trades: the highest block', 1, 0.6],
  ])('%s', (_, score, expected) => {
    expect(winProbability(calibration, score)).toBe(expected)
  })

  test('it comes back from JSON as it went in', () => {
    expect(JSON.parse(JSON.stringify(calibration))).toEqual(calibration)
  })
})

test('a higher score never has a lower win probability, and every one lies within 0 and 1', () => {
  const outcomes = fc.array(
    fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), pnl: fc.integer({ min: -3, max: 3 }) }),
    { minLength: 1, maxLength: 60 },
  )
  const score = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(outcomes, score, score, (seen, first, second) => {
      const calibration = calibrate(
        seen.map(({ score: at, pnl }) => outcome(at, pnl)),
        1,
      )
      const lower = winProbability(calibration, Math.min(first, second)) as number
      const higher = winProbability(calibration, Math.max(first, second)) as number
      expect(lower).toBeGreaterThanOrEqual(0)
      expect(higher).toBeLessThanOrEqual(1)
      expect(higher).toBeGreaterThanOrEqual(lower)
    }),
  )
})
