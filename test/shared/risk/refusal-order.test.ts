import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ticker } from '../../../shared/domain/ids.ts'
import { type Money, money, percentOf, subtract, times } from '../../../shared/domain/money.ts'
import { accountFigures } from '../../../shared/risk/account-figures.ts'
import { assessEntry } from '../../../shared/risk/assessment.ts'
import type { EntryProposal, RiskView } from '../../../shared/risk/risk-view.ts'
import type { SafeModeTrip } from '../../../shared/state/risk-state.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { goldenPosition, NINE_THIRTY_SIX, TQQQ } from '../../support/fixtures.ts'
import { equityRecord, exitBefore, goldenProposal, riskView, withRisk } from '../../support/risk-view.ts'

type Case = { readonly view: RiskView; readonly proposal: EntryProposal }
type Fault = readonly [code: string, spoil: (good: Case) => Case]

const TRIP: SafeModeTrip = {
  reason: 'manual',
  detail: 'the owner said stop',
  at: NINE_THIRTY_SIX,
  date: parseExchangeDate('2026-03-03'),
  healthyCycles: 0,
  ownerConfirmed: false,
}

/** Every way to be refused that can be had at the same time as the others, in the order of the assessments. */
const FAULTS: readonly Fault[] = [
  ['safe-mode', withState(({ risk }) => ({ risk: { ...risk, safeMode: [TRIP] } }))],
  [
    'account-figures-missing',
    ({ view, proposal }) => ({
      proposal,
      view: { ...view, balance: { kind: 'CASH', cash: money('25000') } },
    }),
  ],
  [
    'drawdown',
    withState(({ risk }) => ({ risk: { ...risk, equity: equityRecord({ highWater: money('30000') }) } })),
  ],
  ['daily-loss', withState(({ day }) => ({ day: { ...day, realized: money('-1250') } }))],
  ['daily-trades', withState(({ day }) => ({ day: { ...day, entries: 10 } }))],
  ['consecutive-losses', withState(({ risk }) => ({ risk: { ...risk, lossesInRow: 5 } }))],
  [
    'stop-loss-guard',
    withState(({ risk }) => ({
      risk: { ...risk, recentExits: [4, 3, 2, 1].map((ago) => exitBefore(ago, { stopOut: true })) },
    })),
  ],
  [
    'bad-news',
    ({ view, proposal }) => ({
      view,
      proposal: { ...proposal, news: { alignedSentiment: -1, items: 9, confidence: 1 } },
    }),
  ],
  ['no-size', ({ view, proposal }) => ({ view, proposal: { ...proposal, averageVolume: 0 } })],
  ['final-check', ({ view, proposal }) => ({ view, proposal: { ...proposal, target: proposal.limit } })],
]

function withState(change: (state: RiskView['state']) => Partial<RiskView['state']>): Fault[1] {
  return ({ view, proposal }) => ({
    proposal,
    view: { ...view, state: { ...view.state, ...change(view.state) } },
  })
}

const spoiled = (faults: readonly Fault[]) =>
  faults.reduce<Case>((good, [, spoil]) => spoil(good), { view: riskView(), proposal: goldenProposal() })

test.each(FAULTS)('%s alone refuses', (code, spoil) => {
  const { view, proposal } = spoil({ view: riskView(), proposal: goldenProposal() })
  expect(assessEntry(proposal, view)).toMatchObject({ approved: false, code, quantity: 0 })
})

test('of several faults the first in the order of the assessments is told, however they came about', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...FAULTS], { minLength: 1 }), (faults) => {
      const { view, proposal } = spoiled(faults)
      const first = FAULTS.find((fault) => faults.includes(fault))
      const assessment = assessEntry(proposal, view)
      expect(assessment.code).toBe(first?.[0])
      expect(assessment.trace.at(-1)).toBe(`${assessment.code}: ${assessment.reason}`)
      expect(assessEntry(proposal, view)).toEqual(assessment)
    }),
  )
})

describe('the result', () => {
  test('an approval carries what was asked, what was seen and every factor', () => {
    const assessment = assessEntry(goldenProposal(), riskView())
    expect(assessment).toMatchObject({
      approved: true,
      code: 'approved',
      reason: '184 shares, bound by 35 % position cap',
      level: 'LOW',
      quantity: 184,
      limit: money('47.50'),
      stop: money('46.50'),
      target: money('49.875'),
      multipliers: { product: 1 },
    })
    expect(assessment.trace[0]).toBe('safe mode off')
    expect(assessment.trace.at(-1)).toBe('approved: 184 shares, 8,740.00 USD, 184.00 USD at risk')
  })

  test('an exception is a refusal that says what went wrong', () => {
    expect(assessEntry(goldenProposal({ stop: money('47.50') }), riskView())).toMatchObject({
      approved: false,
      code: 'assessment-failed',
      reason: expect.stringContaining('stop must lie below'),
    })
  })

  test.each([
    ['-624.99', 'LOW'],
    ['-625', 'MEDIUM'],
    ['-937.49', 'MEDIUM'],
    ['-937.50', 'HIGH'],
    ['-1249.99', 'HIGH'],
    ['-1250', 'CRITICAL'],
  ])('with %s USD today the level is %s', (realized, level) => {
    const { state } = riskView()
    const lost = { ...state, day: { ...state.day, realized: money(realized) } }
    expect(assessEntry(goldenProposal(), riskView({ state: lost })).level).toBe(level)
  })

  test('while the figures are not known the level is the worst', () => {
    expect(assessEntry(goldenProposal(), riskView({ state: withRisk({ safeMode: [TRIP] }) })).level).toBe(
      'CRITICAL',
    )
  })
})

describe('the exposure weighted by leverage', () => {
  const weighed = (leverages: RiskView['leverages']) =>
    assessEntry(
      goldenProposal({ symbol: ticker('SOXL'), corrGroup: 'semiconductors' }),
      riskView({
        state: { ...withRisk({}), positions: { TQQQ: goldenPosition() } },
        balance: { kind: 'CASH', cash: money('16260'), settledCash: money('16260') },
        prices: new Map([[TQQQ, money('47.50')]]),
        leverages,
      }),
    ).trace[1]

  test('counts a threefold fund three times, long or inverse', () => {
    expect(weighed(new Map([[TQQQ, 3]]))).toContain(
      'exposure 8,740.00 USD, weighted by leverage 26,220.00 USD',
    )
    expect(weighed(new Map([[TQQQ, -3]]))).toContain('weighted by leverage 26,220.00 USD')
  })

  test('is absent from the figures, not 0, while a leverage is not known', () => {
    const state = { ...withRisk({}), positions: { TQQQ: goldenPosition() } }
    const view = riskView({ state, prices: new Map([[TQQQ, money('47.50')]]) })
    expect(accountFigures(view)).not.toHaveProperty('leveragedExposure')
  })

  test('is not known while a leverage is not', () => {
    expect(weighed(new Map())).toContain('weighted by leverage not known')
  })
})

test('no approval ever risks more than its budget, nor lifts the own exposure above 80 %', () => {
  const dollars = (min: number, max: number) =>
    fc.integer({ min: min * 100, max: max * 100 }).map((cents) => (cents * 100) as Money)
  let approvals = 0
  fc.assert(
    fc.property(
      dollars(1_000, 500_000),
      fc.integer({ min: 0, max: 700 }),
      dollars(5, 800),
      fc.integer({ min: 10, max: 300 }),
      fc.boolean(),
      (cash, shares, limit, bps, calibrated) => {
        const held = goldenPosition({
          boughtQuantity: Math.max(1, shares),
          cost: times(money('47.50'), Math.max(1, shares)),
        })
        const view = riskView({
          state: { ...withRisk({}), positions: { TQQQ: held } },
          balance: { kind: 'CASH', cash, settledCash: cash },
          prices: new Map([[TQQQ, money('47.50')]]),
        })
        const stop = subtract(limit, Math.max(100, Math.floor((limit * bps) / 10_000)) as Money)
        const proposal = goldenProposal({
          symbol: ticker('SOXL'),
          corrGroup: 'semiconductors',
          limit,
          stop,
          target: times(limit, 2),
          tier: 'ULTRA',
          agreement: 'MAXIMUM',
          calibrated,
        })
        const { quantity, approved } = assessEntry(proposal, view)
        if (!approved) return
        approvals += 1
        const portfolio = (cash + held.cost) as Money
        expect(times(subtract(limit, stop), quantity)).toBeLessThanOrEqual(percentOf(portfolio, 1.25, 'down'))
        expect(held.cost + times(limit, quantity)).toBeLessThanOrEqual(percentOf(portfolio, 80, 'down'))
      },
    ),
  )
  expect(approvals).toBeGreaterThan(10)
})
