import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checkPlan } from '../../../shared/advisor/check-plan.ts'
import { fallbackPlan } from '../../../shared/advisor/fallback-plan.ts'
import type { Plan } from '../../../shared/advisor/plan.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { type Money, money, toNumber } from '../../../shared/domain/money.ts'
import '../../support/property-seed.ts'

const FACTS = { ticker: ticker('NVDA'), price: money('200') }

const PLAN: Plan = {
  ticker: FACTS.ticker,
  action: 'BUY',
  entryType: 'LIMIT',
  entryPrice: money('200'),
  stopPrice: money('196'),
  targetPrice: money('206'),
  timeoutDays: 3,
  confidence: 0.6,
  reason: 'because',
  missingFields: [],
}

const check = (change: Partial<Plan>) => checkPlan({ ...PLAN, ...change }, FACTS)
const off = (text: string, units: number) => (money(text) + units) as Money

test('a plan that keeps the rules stays as it is', () => {
  expect(check({})).toEqual({ source: 'model', plan: PLAN })
})

describe('a limit is met to the last unit', () => {
  test.each<[string, string, readonly Partial<Plan>[], readonly boolean[]]>([
    [
      'an entry 2 % above the price',
      'entry-off-price',
      [-1, 0, 1].map((units) => ({ entryPrice: off('204', units), targetPrice: money('230') })),
      [true, true, false],
    ],
    [
      'an entry 2 % below the price',
      'entry-off-price',
      [1, 0, -1].map((units) => ({ entryPrice: off('196', units), stopPrice: money('190') })),
      [true, true, false],
    ],
    [
      'a reward of 1.5 times the risk',
      'reward-too-small',
      [-1, 0, 1].map((units) => ({ targetPrice: off('206', units) })),
      [false, true, true],
    ],
    [
      'a stop at the entry',
      'levels-out-of-order',
      [-1, 0, 1].map((units) => ({ stopPrice: off('200', units) })),
      [true, false, false],
    ],
    [
      'a target at the entry',
      'levels-out-of-order',
      [-1, 0, 2].map((units) => ({ targetPrice: off('200', units), stopPrice: off('200', -1) })),
      [false, false, true],
    ],
  ])('%s', (_name, code, changes, passes) => {
    const answers = changes.map(check)
    expect(answers.map(({ source }) => source === 'model')).toEqual(passes)
    for (const answer of answers) if (answer.source === 'fallback') expect(answer.code).toBe(code)
  })
})

test('a plan to skip is held to the same rules', () => {
  expect(check({ action: 'SKIP', stopPrice: money('201') })).toMatchObject({ code: 'levels-out-of-order' })
})

test('the plan to skip keeps the rules itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10_000, max: 100_000_000 }), (units) => {
      const facts = { ticker: FACTS.ticker, price: units as Money }
      const { plan } = fallbackPlan(facts, { code: 'timed-out', reason: 'no answer' })
      expect(plan).toMatchObject({ action: 'SKIP', timeoutDays: 5, confidence: 0.5, reason: 'no answer' })
      expect(checkPlan(plan, facts)).toEqual({ source: 'model', plan })
    }),
  )
})

test('whatever the levels, a plan that is accepted keeps every rule', () => {
  const level = fc.integer({ min: 1_900_000, max: 2_100_000 }).map((units) => units as Money)
  fc.assert(
    fc.property(level, level, level, (stopPrice, entryPrice, targetPrice) => {
      const { source, plan } = check({ stopPrice, entryPrice, targetPrice })
      if (source === 'fallback') return expect(plan.action).toBe('SKIP')
      const [stop, entry, target] = [stopPrice, entryPrice, targetPrice].map(toNumber) as [
        number,
        number,
        number,
      ]
      expect(stop < entry && entry < target).toBe(true)
      expect(Math.abs(entry / 200 - 1)).toBeLessThanOrEqual(0.02 + 1e-12)
      expect((target - entry) / (entry - stop)).toBeGreaterThanOrEqual(1.5 - 1e-9)
    }),
    { numRuns: 500 },
  )
})
