import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseConfig } from '../../../shared/config/config.ts'
import { type Money, money, percentOf, subtract, times } from '../../../shared/domain/money.ts'
import { type SizingInput, sizeEntry, smallestEntry } from '../../../shared/risk/sizing.ts'

const rules = parseConfig({}).risk
const golden: SizingInput = {
  portfolioValue: money('25000'),
  cash: money('25000'),
  openPositions: 0,
  exposure: money('0'),
  corrGroupExposure: money('0'),
  limit: money('47.50'),
  stop: money('46.50'),
  averageVolume: 5_000_000,
  multiplier: 1,
}
const size = (overrides: Partial<SizingInput> = {}, riskPct = 1.25) =>
  sizeEntry({ ...golden, ...overrides }, riskPct, rules)

test('the golden size: 25,000 in cash at a limit of 47.50 buys 184 shares for 8,740.00, bound by the position cap', () => {
  const sizing = size()
  expect(sizing.quantity).toBe(184)
  expect(sizing.cost).toBe(money('8740'))
  expect(sizing.boundBy).toBe('35 % position cap')
})

describe('each bound in turn is the one that decides', () => {
  test.each<[string, Partial<SizingInput>, number]>([
    ['equal share', { openPositions: 2 }, 140],
    ['80 % invested cap', { exposure: money('19500') }, 10],
    ['20 % cash reserve', { cash: money('5475') }, 10],
    ['40 % group cap', { corrGroupExposure: money('9525') }, 10],
    ['1.25 % risk', { stop: money('44.375') }, 100],
    ['1 % of volume', { averageVolume: 9_999 }, 99],
  ])('%s', (boundBy, overrides, quantity) => {
    expect(size(overrides)).toMatchObject({ boundBy, quantity })
  })
})

test('of two bounds that leave the same the first is named', () => {
  expect(size({ averageVolume: 18_400 })).toMatchObject({ boundBy: '35 % position cap', quantity: 184 })
})

test('at 2 % of the volume it leaves twice the shares', () => {
  const sizing = sizeEntry({ ...golden, averageVolume: 5_000 }, 1.25, { ...rules, averageVolumePctMax: 2 })
  expect(sizing).toMatchObject({ boundBy: '2 % of volume', quantity: 100 })
})

describe('a bound a hair below the price of one share buys none', () => {
  // Each portfolio leaves 47.49995 USD or so under the named bound, and enough under every other.
  test.each<[string, Partial<SizingInput>]>([
    ['35 % position cap', { portfolioValue: money('135.7141') }],
    ['equal share', { portfolioValue: money('178.1249'), openPositions: 2 }],
    ['equal share', { portfolioValue: money('161.9318'), openPositions: 2, multiplier: 1.1 }],
    ['1.25 % risk', { portfolioValue: money('79.9999'), limit: money('5'), stop: money('4') }],
  ])('%s', (boundBy, overrides) => {
    expect(size(overrides)).toMatchObject({ boundBy, quantity: 0 })
  })
})

test('a stop at or above the limit is a broken call', () => {
  expect(() => size({ stop: money('47.50') })).toThrow(/stop must lie below/)
})

test('nothing left to spend means no share, never a negative one', () => {
  expect(size({ cash: money('1000') }).quantity).toBe(0)
  expect(size({ exposure: money('30000') }).quantity).toBe(0)
})

test('the smallest entry is 50 USD or 1 % of the portfolio', () => {
  expect(smallestEntry(money('4999'), rules)).toBe(money('50'))
  expect(smallestEntry(money('25000'), rules)).toBe(money('250'))
})

describe('for any account and any price', () => {
  const dollars = (min: number, max: number) =>
    fc.integer({ min: min * 100, max: max * 100 }).map((cents) => (cents * 100) as Money)
  const input = fc
    .record({
      portfolioValue: dollars(500, 2_000_000),
      cash: dollars(0, 2_000_000),
      openPositions: fc.integer({ min: 0, max: 19 }),
      exposure: dollars(0, 1_000_000),
      corrGroupExposure: dollars(0, 500_000),
      limit: dollars(5, 1_000),
      averageVolume: fc.integer({ min: 0, max: 50_000_000 }),
      multiplier: fc.integer({ min: 100, max: 400 }).map((pct) => pct / 100),
    })
    .chain((some) =>
      fc.integer({ min: 1, max: 300 }).map(
        (bps): SizingInput => ({
          ...some,
          stop: (some.limit - Math.max(100, Math.floor((some.limit * bps) / 10_000))) as Money,
        }),
      ),
    )

  test('risk and every cap are respected', () => {
    fc.assert(
      fc.property(input, (some) => {
        const { quantity, cost } = sizeEntry(some, 1.25, rules)
        const share = (pct: number) => percentOf(some.portfolioValue, pct, 'up')
        if (quantity === 0) return
        expect(times(subtract(some.limit, some.stop), quantity)).toBeLessThanOrEqual(share(1.25))
        expect(cost).toBeLessThanOrEqual(share(35))
        expect(cost + some.exposure).toBeLessThanOrEqual(share(80))
        expect(cost + some.corrGroupExposure).toBeLessThanOrEqual(share(40))
        expect(some.cash - cost).toBeGreaterThanOrEqual(share(20) - 1)
        expect(quantity).toBeLessThanOrEqual(some.averageVolume / 100)
      }),
    )
  })

  test('more cash never buys less, more exposure never buys more', () => {
    fc.assert(
      fc.property(input, dollars(0, 100_000), (some, more) => {
        const quantity = sizeEntry(some, 1.25, rules).quantity
        expect(
          sizeEntry({ ...some, cash: (some.cash + more) as Money }, 1.25, rules).quantity,
        ).toBeGreaterThanOrEqual(quantity)
        expect(
          sizeEntry({ ...some, exposure: (some.exposure + more) as Money }, 1.25, rules).quantity,
        ).toBeLessThanOrEqual(quantity)
      }),
    )
  })
})
