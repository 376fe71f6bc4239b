import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { assertTerms, banditContext, CONTEXT_TERMS } from '../../../shared/bandit/context.ts'
import { type ContextFigures, SCALINGS } from '../../../shared/bandit/context-scalings.ts'

const FIGURES = Object.values(SCALINGS).map(({ figure }) => figure)

function termOf(figures: ContextFigures, term: (typeof CONTEXT_TERMS)[number]): number | undefined {
  return banditContext(figures).terms[CONTEXT_TERMS.indexOf(term)]
}

test('version 1 has 13 terms, each from a figure of its own', () => {
  expect(CONTEXT_TERMS).toHaveLength(13)
  expect(new Set(FIGURES).size).toBe(13)
  expect(banditContext({}).version).toBe(1)
})

test('whatever comes in, every term is within -1 and 1, and what is not known is 0', () => {
  const figure = fc.oneof(fc.double(), fc.double({ min: -2, max: 2 }), fc.constant(undefined))
  const figures = fc.record(Object.fromEntries(FIGURES.map((name) => [name, figure])))
  fc.assert(
    fc.property(figures, (given) => {
      const { terms, missing } = banditContext(given as ContextFigures)
      assertTerms(terms)
      for (const [index, term] of CONTEXT_TERMS.entries()) {
        const value = given[SCALINGS[term].figure]
        if (value === undefined || !Number.isFinite(value)) expect(missing).toContain(term)
        if (missing.includes(term)) expect(terms[index]).toBe(0)
      }
    }),
  )
})

test('nothing known is 13 zeros and 13 names', () => {
  expect(banditContext({}).terms).toEqual(Array(13).fill(0))
  expect(banditContext({}).missing).toEqual(CONTEXT_TERMS)
})

test.each([
  ['liquidity', { averageDailyValueUsd: 1e9 }, 1],
  ['liquidity', { averageDailyValueUsd: 1e8 }, 0],
  ['liquidity', { averageDailyValueUsd: 0 }, -1],
  ['expectedMove', { expectedMovePct: 4 }, 0.4],
  ['eventNearness', { daysToEvent: 0 }, 1],
  ['eventNearness', { daysToEvent: 10 }, Math.exp(-1)],
  ['sectorStrength', { sectorStrength10dPct: -5 }, -0.5],
  ['rangePosition', { positionInRange10d: 0.25 }, -0.5],
  ['volumeSurge', { volumeSurge5To30: 2 }, 1],
  ['participation', { participationRatio: 0.5 }, -1],
  ['volatilityPremium', { impliedLessRealizedPct: 10 }, 0.5],
  ['resistanceDistance', { resistanceDistancePct: -30 }, -1],
] as const)('%s of %j is %d', (term, figures, expected) => {
  expect(termOf(figures, term)).toBeCloseTo(expected, 12)
  expect(banditContext(figures).missing).not.toContain(term)
})

test('an impossible figure is not known', () => {
  const { missing } = banditContext({ averageDailyValueUsd: -1, daysToEvent: -1, volumeSurge5To30: -0.1 })
  expect(missing).toEqual(CONTEXT_TERMS)
})

test('terms that no context has are refused by name', () => {
  expect(() => assertTerms([0])).toThrow('a context has 13 terms, this one has 1')
  const terms = CONTEXT_TERMS.map((term) => (term === 'news' ? 1.01 : 0))
  expect(() => assertTerms(terms)).toThrow('context term news must be within -1 and 1, was 1.01')
})
