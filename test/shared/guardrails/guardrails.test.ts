import { describe, expect, test } from '@jest/globals'
import Big from 'big.js'
import fc from 'fast-check'
import { ticker } from '../../../shared/domain/ids.ts'
import { type Money, money, subtract, toDecimalText } from '../../../shared/domain/money.ts'
import type { GuardedProposal } from '../../../shared/guardrails/guarded-proposal.ts'
import type { GuardrailContext } from '../../../shared/guardrails/guardrail-context.ts'
import { guardProposal } from '../../../shared/guardrails/guardrails.ts'
import '../../support/property-seed.ts'

const PROPOSAL: GuardedProposal = {
  ticker: ticker('NVDA'),
  action: 'BUY',
  entryPrice: money('192'),
  stopPrice: money('189'),
}

const CONTEXT: Required<GuardrailContext> = {
  dailyProfit: money('0'),
  openPositions: 0,
  averageDailyValue: money('5000000'),
  bid: money('191.99'),
  ask: money('192.00'),
}

interface Change {
  readonly proposal?: Partial<GuardedProposal>
  readonly context?: Partial<Record<keyof GuardrailContext, number>>
}

function guard({ proposal, context }: Change = {}) {
  return guardProposal({ ...PROPOSAL, ...proposal }, { ...CONTEXT, ...context } as GuardrailContext)
}

/** One unit of money is 1/10,000 USD. */
const off = (text: string, units: number) => (money(text) + units) as Money

describe('the golden sizes', () => {
  test('192 with a stop at 189: worst 192.197, loss 3.197, 7 shares by risk and 2 by ticket', () => {
    const verdict = guard()
    expect(verdict).toMatchObject({
      approved: true,
      code: 'approved',
      quantity: 2,
      worstEntry: money('192.197'),
      lossPerShare: money('3.197'),
    })
    expect(verdict.trace).toHaveLength(7)
    expect(verdict.trace.at(-2)).toBe('500.00 USD a ticket at 192.197: 2 shares, must be 1 or more')
    expect(verdict.trace.at(-1)).toBe('25.00 USD at risk at 3.197 a share: 7 shares, must be 1 or more')
  })

  test('150 with a stop at 147: 3 shares', () => {
    const proposal = { entryPrice: money('150'), stopPrice: money('147') }
    expect(guard({ proposal })).toMatchObject({ quantity: 3, worstEntry: money('150.155') })
  })

  test('the risk decides where it allows less', () => {
    const proposal = { entryPrice: money('50'), stopPrice: money('40') }
    const context = { bid: money('49.99'), ask: money('50.00') }
    expect(guard({ proposal, context })).toMatchObject({ quantity: 2, lossPerShare: money('10.055') })
  })
})

test('a proposal to skip is never approved', () => {
  expect(guard({ proposal: { action: 'SKIP' } })).toMatchObject({
    approved: false,
    code: 'skip',
    quantity: 0,
  })
})

describe('each guardrail refuses with its own code and the numbers', () => {
  test.each<[string, Change, string]>([
    [
      'guard-daily-loss',
      { context: { dailyProfit: money('-80') } },
      'result of the day -80.00 USD, must be above -75.00 USD',
    ],
    ['guard-open-positions', { context: { openPositions: 3 } }, '3 positions open, must be below 3'],
    [
      'guard-traded-value',
      { context: { averageDailyValue: money('900000') } },
      'average daily value 900000.00 USD, must be 1000000.00 USD or more',
    ],
    [
      'guard-spread',
      { context: { bid: money('191') } },
      'bid 191.00, ask 192.00: spread 1.00 USD, 52.22 bps; must be at most 50 bps and at most 0.05 USD or 5 bps',
    ],
    [
      'guard-loss-to-stop',
      { proposal: { stopPrice: money('193') } },
      'worst entry 192.197, stop 193.00: loss -0.803 USD a share, must be above 0',
    ],
    [
      'guard-ticket',
      { proposal: { entryPrice: money('600'), stopPrice: money('590') } },
      '500.00 USD a ticket at 600.605: 0 shares, must be 1 or more',
    ],
    [
      'guard-risk',
      { proposal: { stopPrice: money('160') } },
      '25.00 USD at risk at 32.197 a share: 0 shares, must be 1 or more',
    ],
  ])('%s', (code, change, reason) => {
    const verdict = guard(change)
    expect(verdict).toMatchObject({ approved: false, code, quantity: 0, reason })
    expect(verdict.trace.at(-1)).toBe(`${code}: ${reason}`)
  })
})

describe('a limit is met to the last unit: one below, at it, one above', () => {
  const tight = { bid: money('100'), ask: money('100') }
  test.each<[string, string, readonly Change[], readonly boolean[]]>([
    [
      'daily loss of 75.00',
      'guard-daily-loss',
      [-1, 0, 1].map((units) => ({ context: { dailyProfit: off('-75', units) } })),
      [false, false, true],
    ],
    [
      '3 open positions',
      'guard-open-positions',
      [2, 3, 4].map((openPositions) => ({ context: { openPositions } })),
      [true, false, false],
    ],
    [
      '1,000,000 USD a day',
      'guard-traded-value',
      [-1, 0, 1].map((units) => ({ context: { averageDailyValue: off('1000000', units) } })),
      [false, true, true],
    ],
    // 50 bps of a middle of 4.00 are 2 cents.
    [
      'a spread of 50 bps',
      'guard-spread',
      [-2, 0, 2].map((units) => ({ context: { bid: off('3.99', -units / 2), ask: off('4.01', units / 2) } })),
      [true, true, false],
    ],
    [
      'a spread of 5 cents where 5 bps are less',
      'guard-spread',
      [-1, 0, 1].map((units) => ({ context: { bid: money('50'), ask: off('50.05', units) } })),
      [true, true, false],
    ],
    // 5 bps of a middle of 400.00 are 20 cents.
    [
      'a spread of 5 bps where they are more than 5 cents',
      'guard-spread',
      [-2, 0, 2].map((units) => ({
        context: { bid: off('399.90', -units / 2), ask: off('400.10', units / 2) },
      })),
      [true, true, false],
    ],
    // Worst entry 100.10.
    [
      'a stop at the worst entry',
      'guard-loss-to-stop',
      [-1, 0, 1].map((units) => ({
        proposal: { entryPrice: money('100'), stopPrice: off('100.10', units) },
        context: tight,
      })),
      [true, false, false],
    ],
    // 499.5004 × 1.001 = 499.9999 and a fraction, rounded up to 500.00.
    [
      'a worst entry of 500.00',
      'guard-ticket',
      [-1, 0, 1].map((units) => ({
        proposal: { entryPrice: off('499.5004', units), stopPrice: money('499') },
        context: tight,
      })),
      [true, true, false],
    ],
    // Worst entry 100.10, so that the stop at 75.10 loses 25.00.
    [
      'a loss of 25.00 a share',
      'guard-risk',
      [1, 0, -1].map((units) => ({
        proposal: { entryPrice: money('100'), stopPrice: off('75.10', units) },
        context: tight,
      })),
      [true, true, false],
    ],
  ])('%s', (_name, code, changes, passes) => {
    const verdicts = changes.map(guard)
    expect(verdicts.map(({ approved }) => approved)).toEqual(passes)
    for (const verdict of verdicts) expect(['approved', code]).toContain(verdict.code)
  })
})

describe('what is not known refuses', () => {
  test.each<[keyof GuardrailContext, string, string]>([
    ['dailyProfit', 'guard-daily-loss', 'the result of the day is not known'],
    ['openPositions', 'guard-open-positions', 'the number of open positions is not known'],
    ['averageDailyValue', 'guard-traded-value', 'the average daily value is not known'],
    ['bid', 'guard-spread', 'bid and ask are not known'],
    ['ask', 'guard-spread', 'bid and ask are not known'],
  ])('%s', (field, code, reason) => {
    const { [field]: _unknown, ...context } = CONTEXT
    expect(guardProposal(PROPOSAL, context)).toMatchObject({ approved: false, code, reason })
  })

  test.each<[keyof GuardrailContext, string]>([
    ['dailyProfit', 'guard-daily-loss'],
    ['openPositions', 'guard-open-positions'],
    ['averageDailyValue', 'guard-traded-value'],
    ['bid', 'guard-spread'],
    ['ask', 'guard-spread'],
  ])('%s that is no number', (field, code) => {
    expect(guard({ context: { [field]: Number.NaN } })).toMatchObject({ approved: false, code })
  })

  test('a crossed market', () => {
    const context = { bid: money('192.01'), ask: money('192.00') }
    expect(guard({ context })).toMatchObject({ approved: false, code: 'guard-spread' })
  })

  test.each<[string, Partial<GuardedProposal>]>([
    ['an entry at 0', { entryPrice: money('0'), stopPrice: money('-1') }],
    ['a stop at 0', { stopPrice: money('0') }],
  ])('%s', (_name, proposal) => {
    expect(guard({ proposal })).toMatchObject({ approved: false, code: 'guard-loss-to-stop' })
  })
})

test('of several refusals the first guardrail speaks', () => {
  const all: Change = {
    proposal: { stopPrice: money('193') },
    context: { dailyProfit: money('-80'), openPositions: 9, averageDailyValue: money('1'), bid: money('1') },
  }
  const cures: readonly (keyof GuardrailContext)[] = [
    'dailyProfit',
    'openPositions',
    'averageDailyValue',
    'bid',
  ]
  const codes = Array.from({ length: cures.length + 1 }, (_, cured) => {
    const well = Object.fromEntries(cures.slice(0, cured).map((field) => [field, CONTEXT[field]]))
    return guard({ ...all, context: { ...all.context, ...well } }).code
  })
  expect(codes).toEqual([
    'guard-daily-loss',
    'guard-open-positions',
    'guard-traded-value',
    'guard-spread',
    'guard-loss-to-stop',
  ])
})

test('context that a caller puts into a proposal is not looked at', () => {
  const smuggled = { ...PROPOSAL, ...CONTEXT, dailyProfit: money('1000'), quantity: 9_999 }
  const context = { ...CONTEXT, dailyProfit: money('-80') }
  expect(guardProposal(smuggled, context)).toEqual(guardProposal(PROPOSAL, context))
})

test('an approved size never costs more than the ticket nor risks more than the limit, and one share more would', () => {
  const entry = fc.integer({ min: 300_000, max: 4_900_000 })
  const risk = fc.integer({ min: 1, max: 240_000 })
  fc.assert(
    fc.property(entry, risk, fc.integer({ min: 0, max: 500 }), (units, belowEntry, spread) => {
      const [entryPrice, stopPrice] = [units as Money, (units - belowEntry) as Money]
      const proposal = { ...PROPOSAL, entryPrice, stopPrice }
      const bid = proposal.entryPrice
      const verdict = guardProposal(proposal, { ...CONTEXT, bid, ask: (bid + spread) as Money })
      if (!verdict.approved) return expect(verdict.code).toBe('guard-risk')
      const dollars = (amount: Money) => new Big(toDecimalText(amount))
      const exact = dollars(bid).times('1.001').plus(new Big(spread).div(20_000)).round(4, Big.roundUp)
      expect(toDecimalText(verdict.worstEntry)).toBe(exact.toFixed(4).replace(/0{1,2}$/, ''))
      expect(verdict.lossPerShare).toBe(subtract(verdict.worstEntry, proposal.stopPrice))
      const fits = (shares: number) =>
        exact.times(shares).lte(500) && dollars(verdict.lossPerShare).times(shares).lte(25)
      expect([fits(verdict.quantity), fits(verdict.quantity + 1)]).toEqual([true, false])
    }),
    { numRuns: 500 },
  )
})
