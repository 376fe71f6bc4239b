import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { NotPositiveDefiniteError } from '../../../shared/bandit/cholesky.ts'
import { normalsOf } from '../../../shared/bandit/decision-chance.ts'
import {
  type ArmPosterior,
  FRESH_POSTERIOR,
  learned,
  weightDistribution,
} from '../../../shared/bandit/posterior.ts'
import type { DecisionId } from '../../../shared/domain/ids.ts'
import { drawnContext } from './catalyst-context.ts'
import { applied, build, inverse, unpacked } from './dense-matrix.ts'

const SIZE = 13

const lesson = fc.record({
  terms: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: SIZE, maxLength: SIZE }),
  reward: fc.double({ min: -1 / 3, max: 1, noNaN: true }),
})

/** An arm after some hundred lessons that are not like each other. */
function experienced(lessons = 300): ArmPosterior {
  const normal = normalsOf('lessons' as DecisionId)
  const share = () => (Math.atan(normal()) / Math.PI + 0.5) * 0.999
  let posterior = FRESH_POSTERIOR
  for (let index = 0; index < lessons; index += 1)
    posterior = learned(posterior, { terms: drawnContext(share).terms, reward: share() - 0.3 })
  return posterior
}

test('after any lessons the precision is symmetric, never below the unit matrix, and has a factor', () => {
  const direction = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
    minLength: SIZE,
    maxLength: SIZE,
  })
  fc.assert(
    fc.property(fc.array(lesson, { maxLength: 40 }), direction, (lessons, along) => {
      const { precision, updates } = lessons.reduce(learned, FRESH_POSTERIOR)
      expect(updates).toBe(lessons.length)
      const matrix = unpacked(precision, SIZE)
      const squared = along.reduce((sum, value) => sum + value * value, 0)
      const stretched = applied(matrix, along).reduce((sum, value, at) => sum + value * Number(along[at]), 0)
      expect(stretched).toBeGreaterThanOrEqual(squared * (1 - 1e-12))
      weightDistribution({ ...FRESH_POSTERIOR, precision }, 1)
    }),
  )
})

test('one lesson moves A to γA + xxᵀ + (1−γ)I and b to γb + r·x', () => {
  fc.assert(
    fc.property(lesson, lesson, (first, second) => {
      const before = learned(FRESH_POSTERIOR, first)
      const after = learned(before, second)
      const x = (index: number) => Number(second.terms[index])
      const old = unpacked(before.precision, SIZE)
      const expected = build(
        SIZE,
        (row, column) =>
          0.995 * Number(old[row]?.[column]) + x(row) * x(column) + (row === column ? 0.005 : 0),
      )
      for (const [row, values] of unpacked(after.precision, SIZE).entries())
        for (const [column, value] of values.entries())
          expect(value).toBeCloseTo(Number(expected[row]?.[column]), 12)
      for (const [index, value] of after.weightedTerms.entries())
        expect(value).toBeCloseTo(0.995 * Number(before.weightedTerms[index]) + second.reward * x(index), 12)
    }),
    { numRuns: 20 },
  )
})

test('the mean is A⁻¹b', () => {
  const posterior = experienced()
  const expected = applied(inverse(unpacked(posterior.precision, SIZE)), posterior.weightedTerms)
  for (const [index, value] of weightDistribution(posterior, 1).mean.entries())
    expect(value).toBeCloseTo(Number(expected[index]), 10)
})

test('60,000 draws spread as v²A⁻¹, within 3 %', () => {
  const [draws, exploration] = [60_000, 0.5]
  const posterior = experienced()
  const weights = weightDistribution(posterior, exploration)
  const normal = normalsOf('spread' as DecisionId)
  const sums = build(SIZE, () => 0) as number[][]
  for (let draw = 0; draw < draws; draw += 1) {
    const strayed = weights.draw(normal).map((value, index) => value - Number(weights.mean[index]))
    for (const [row, left] of strayed.entries()) {
      const sum = sums[row] as number[]
      for (let column = 0; column <= row; column += 1)
        sum[column] = Number(sum[column]) + left * Number(strayed[column])
    }
  }
  const inverted = inverse(unpacked(posterior.precision, SIZE))
  const covariance = (row: number, column: number) => exploration ** 2 * Number(inverted[row]?.[column])
  let worst = 0
  for (let row = 0; row < SIZE; row += 1)
    for (let column = 0; column <= row; column += 1) {
      const scale = Math.sqrt(covariance(row, row) * covariance(column, column))
      const off = Number(sums[row]?.[column]) / draws - covariance(row, column)
      worst = Math.max(worst, Math.abs(off) / scale)
    }
  process.stdout.write(`covariance of ${draws} draws: off by ${(worst * 100).toFixed(2)} % at most\n`)
  expect(worst).toBeLessThan(0.03)
})

test('what is forgotten falls back to what was known at first', () => {
  const empty = { terms: Array<number>(SIZE).fill(0), reward: 0 }
  let posterior = experienced()
  for (let index = 0; index < 8_000; index += 1) posterior = learned(posterior, empty)
  for (const [index, value] of posterior.precision.entries())
    expect(value).toBeCloseTo(Number(FRESH_POSTERIOR.precision[index]), 9)
  for (const value of posterior.weightedTerms) expect(value).toBeCloseTo(0, 9)
})

test('a damaged precision is an error that says where, and nothing is learned on it', () => {
  const damaged = {
    ...FRESH_POSTERIOR,
    precision: FRESH_POSTERIOR.precision.map((value, at) => (at === 2 ? -5 : value)),
  }
  expect(() => weightDistribution(damaged, 1)).toThrow(NotPositiveDefiniteError)
  expect(() => learned(damaged, { terms: Array<number>(SIZE).fill(0), reward: 0 })).toThrow('pivot of row 1')
})

test('a lesson outside its limits is refused', () => {
  const terms = Array<number>(SIZE).fill(0)
  expect(() => learned(FRESH_POSTERIOR, { terms, reward: 1.01 })).toThrow(
    'a reward must be within -1 and 1, was 1.01',
  )
  expect(() => learned(FRESH_POSTERIOR, { terms, reward: Number.NaN })).toThrow('was NaN')
  expect(() => learned(FRESH_POSTERIOR, { terms: [Number.NaN, ...terms.slice(1)], reward: 0 })).toThrow(
    'context term bias',
  )
})
