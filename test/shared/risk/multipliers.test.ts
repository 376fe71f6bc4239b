import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseConfig } from '../../../shared/config/config.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import { sizeMultipliers } from '../../../shared/risk/multipliers.ts'
import { equityRecord } from '../../support/risk-view.ts'

type Entry = Parameters<typeof sizeMultipliers>[0]

const ENTRY: Entry = {
  tier: 'ULTRA',
  agreement: 'MAXIMUM',
  calibrated: true,
  portfolioValue: money('25000'),
  equity: undefined,
  winsInRow: 0,
}
const rules = parseConfig({}).risk
const of = (overrides: Partial<Entry> = {}, changed = rules) =>
  sizeMultipliers({ ...ENTRY, ...overrides }, changed)

test('while uncalibrated neither tier nor agreement raises the size', () => {
  expect(of({ calibrated: false })).toEqual({
    confidence: 1,
    agreement: 1,
    profit: 1,
    winStreak: 1,
    product: 1,
  })
})

test.each([
  ['LOW', 1],
  ['MEDIUM', 1.25],
  ['HIGH', 1.5],
  ['VERY HIGH', 2],
  ['ULTRA', 2.5],
] as const)('calibrated, a %s score is worth %d', (tier, confidence) => {
  expect(of({ tier }).confidence).toBe(confidence)
})

test.each([
  ['NONE', 1],
  ['LOW', 1],
  ['MEDIUM', 1.25],
  ['HIGH', 1.5],
  ['MAXIMUM', 2],
] as const)('calibrated, %s agreement is worth %d', (agreement, factor) => {
  expect(of({ agreement }).agreement).toBe(factor)
})

describe('profit scaling', () => {
  const profit = (value: string, equity = equityRecord()) =>
    of({ portfolioValue: money(value), equity }).profit

  test.each([
    ['27499.99', 1],
    ['27500', 1.1],
    ['31249.99', 1.1],
    ['31250', 1.25],
    ['37499.99', 1.25],
    ['37500', 1.5],
    ['49999.99', 1.5],
    ['50000', 2],
    ['1000', 1],
  ])('%s USD on 25,000 are worth %d', (value, factor) => {
    expect(profit(value)).toBe(factor)
  })

  test('a deposit is no profit and a withdrawal no loss', () => {
    expect(profit('50000', equityRecord({ netDeposits: money('25000') }))).toBe(1)
    expect(profit('16500', equityRecord({ netDeposits: money('-10000') }))).toBe(1.1)
  })

  test('capital that was all taken out scales nothing', () => {
    expect(profit('5000', equityRecord({ netDeposits: money('-25000') }))).toBe(1)
  })
})

describe('the win streak', () => {
  test('is off by default', () => {
    expect(of({ winsInRow: 10 }).winStreak).toBe(1)
  })

  test.each([
    [1, 1],
    [2, 1.05],
    [5, 1.2],
    [9, 1.2],
  ])('at 5 % a win, %d wins in a row are worth %d', (winsInRow, factor) => {
    expect(of({ winsInRow }, { ...rules, winStreakStepPct: 5 }).winStreak).toBeCloseTo(factor, 12)
  })

  test('more than 20 % can not be configured', () => {
    expect(() => parseConfig({ risk: { winStreakPctMax: 21 } })).toThrow(/winStreakPctMax/)
  })
})

test('no multiplier ever shrinks a size, and their product has a ceiling of 12', () => {
  fc.assert(
    fc.property(
      fc.record({
        tier: fc.constantFrom('LOW', 'MEDIUM', 'HIGH', 'VERY HIGH', 'ULTRA'),
        agreement: fc.constantFrom('NONE', 'LOW', 'MEDIUM', 'HIGH', 'MAXIMUM'),
        calibrated: fc.boolean(),
        portfolioValue: fc.integer({ min: 0, max: 10 ** 10 }).map((units) => units as Money),
        winsInRow: fc.integer({ min: 0, max: 50 }),
      }),
      (entry) => {
        const factors = sizeMultipliers({ ...entry, equity: equityRecord() } as Entry, {
          winStreakStepPct: 10,
          winStreakPctMax: 20,
        })
        expect(Math.min(...Object.values(factors))).toBeGreaterThanOrEqual(1)
        expect(factors.product).toBeLessThanOrEqual(12 + 1e-9)
      },
    ),
  )
})
