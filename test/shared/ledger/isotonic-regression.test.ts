import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  type IsotonicBlock,
  isotonicRegression,
  type Observation,
} from '../../../shared/ledger/isotonic-regression.ts'

const observation = fc.record({ x: fc.integer({ min: 0, max: 7 }), y: fc.integer({ min: 0, max: 1 }) })
const few = fc.array(observation, { minLength: 1, maxLength: 10 })

test('nothing observed, nothing fitted', () => {
  expect(isotonicRegression([])).toEqual([])
})

test('what rises already is left as it is', () => {
  expect(
    isotonicRegression([
      { x: 2, y: 5 },
      { x: 1, y: 3 },
    ]),
  ).toEqual([
    { from: 1, to: 1, value: 3, weight: 1 },
    { from: 2, to: 2, value: 5, weight: 1 },
  ])
})

test('neighbours that fall are pooled into their mean, back as far as it takes', () => {
  const observed = [1, 4, 3, 2, 10].map((y, x) => ({ x, y }))
  expect(isotonicRegression(observed)).toEqual([
    { from: 0, to: 0, value: 1, weight: 1 },
    { from: 1, to: 3, value: 3, weight: 3 },
    { from: 4, to: 4, value: 10, weight: 1 },
  ])
})

test('one x gets one value, whatever was observed there', () => {
  const observed = [
    { x: 0, y: 0.3 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
  ]
  const fitted = [
    { from: 0, to: 0, value: 0.3, weight: 1 },
    { from: 1, to: 1, value: 0.5, weight: 2 },
  ]
  expect(isotonicRegression(observed)).toEqual(fitted)
  expect(isotonicRegression(observed.toReversed())).toEqual(fitted)
})

test('no other rising function is nearer: every way to cut the x axis into levels is tried', () => {
  fc.assert(
    fc.property(few, (observed) => {
      const best = nearestByTrial(observed)
      for (const { x } of observed) {
        expect(valueAt(isotonicRegression(observed), x)).toBeCloseTo(best.get(x) as number, 10)
      }
    }),
    { numRuns: 1_000 },
  )
})

test('the values rise, lie within what was observed, and keep its total', () => {
  fc.assert(
    fc.property(fc.array(observation, { minLength: 1, maxLength: 300 }), (observed) => {
      const blocks = isotonicRegression(observed)
      const values = blocks.map(({ value }) => value)
      expect(values).toEqual([...new Set(values)].sort((first, second) => first - second))
      expect(values.every((value) => value >= 0 && value <= 1)).toBe(true)
      expect(blocks.reduce((sum, { weight }) => sum + weight, 0)).toBe(observed.length)
      const total = observed.reduce((sum, { y }) => sum + y, 0)
      expect(blocks.reduce((sum, { value, weight }) => sum + value * weight, 0)).toBeCloseTo(total, 9)
    }),
  )
})

test('the order of the observations does not matter', () => {
  const shuffled = fc
    .array(observation, { maxLength: 30 })
    .chain((observed) =>
      fc.tuple(fc.constant(observed), fc.shuffledSubarray(observed, { minLength: observed.length })),
    )
  fc.assert(
    fc.property(shuffled, ([observed, other]) => {
      expect(isotonicRegression(other)).toEqual(isotonicRegression(observed))
    }),
  )
})

function valueAt(blocks: readonly IsotonicBlock[], x: number): number | undefined {
  return blocks.find(({ from, to }) => from <= x && x <= to)?.value
}

/** The best fit has a mean on each stretch of neighbours; of all ways to cut, the nearest that rises wins. */
function nearestByTrial(observed: readonly Observation[]): ReadonlyMap<number, number> {
  const places = [...new Set(observed.map(({ x }) => x))].sort((first, second) => first - second)
  let best = new Map<number, number>()
  let leastError = Number.POSITIVE_INFINITY
  for (let cuts = 0; cuts < 2 ** (places.length - 1); cuts += 1) {
    const fitted = meansBetween(places, cuts, observed)
    const levels = places.map((x) => fitted.get(x) as number)
    if (levels.some((level, place) => level < (levels[place - 1] ?? level))) continue
    const error = observed.reduce((sum, { x, y }) => sum + (y - (fitted.get(x) as number)) ** 2, 0)
    if (error < leastError - 1e-12) [best, leastError] = [fitted, error]
  }
  return best
}

/** Bit n of `cuts` cuts behind place n. */
function meansBetween(places: readonly number[], cuts: number, observed: readonly Observation[]) {
  const fitted = new Map<number, number>()
  let start = 0
  for (let end = 0; end < places.length; end += 1) {
    if (end < places.length - 1 && (cuts & (1 << end)) === 0) continue
    const stretch = places.slice(start, end + 1)
    const within = observed.filter(({ x }) => stretch.includes(x))
    const mean = within.reduce((sum, { y }) => sum + y, 0) / within.length
    for (const x of stretch) fitted.set(x, mean)
    start = end + 1
  }
  return fitted
}
