import { describe, expect, test } from '@jest/globals'
import { type Money, money } from '../../../shared/domain/money.ts'
import { assessEntry } from '../../../shared/risk/assessment.ts'
import type { RiskView } from '../../../shared/risk/risk-view.ts'
import type { SafeModeReason, SafeModeTrip } from '../../../shared/state/risk-state.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'
import { equityRecord, goldenProposal, riskView, withRisk } from '../../support/risk-view.ts'

const DATE = parseExchangeDate('2026-03-03')
const assess = (view: Partial<RiskView>) => assessEntry(goldenProposal(), riskView(view))

const trip = (reason: SafeModeReason): SafeModeTrip => ({
  reason,
  detail: 'seen',
  at: NINE_THIRTY_SIX,
  date: DATE,
  healthyCycles: 0,
  ownerConfirmed: false,
})

describe('what keeps safe mode on', () => {
  const told = (...reasons: readonly SafeModeReason[]) =>
    assess({ state: withRisk({ safeMode: reasons.map(trip) }) }).reason

  test('is told alone, since when and why', () => {
    expect(told('manual')).toBe('manual since 2026-03-03 09:36 ET: seen')
  })

  test('is told with every other reason behind it', () => {
    expect(told('manual', 'drawdown', 'daily-loss')).toBe(
      'manual and drawdown, daily-loss since 2026-03-03 09:36 ET: seen',
    )
  })
})

test('the losses are told as down or up, each with its period and limit', () => {
  const state = withRisk({ week: { from: DATE, realized: money('3') } })
  const { trace } = assess({ state: { ...state, day: { ...state.day, realized: money('-12.50') } } })
  expect(trace).toContain(
    'losses: down 12.50 USD today, limit 5 %; up 3.00 USD this week, limit 5 %; up 0.00 USD this month, limit 10 %',
  )
})

test('the drawdown is told from the mark, and without a mark there is none', () => {
  expect(
    assess({ state: withRisk({ equity: equityRecord({ highWater: money('26000') }) }) }).trace,
  ).toContain('drawdown: 1,000.00 USD below the high-water mark of 26,000.00 USD, limit 10 %')
  expect(assess({}).trace).toContain('drawdown: no earlier equity to compare with')
})

test('a fall from the mark alone raises the level', () => {
  const balance = { kind: 'CASH', cash: money('22600'), settledCash: money('22600') } as const
  expect(assess({ state: withRisk({ equity: equityRecord() }), balance }).level).toBe('HIGH')
})

test('an entry too small is told with its cost and the smallest there is', () => {
  const small = assessEntry(
    goldenProposal({
      averageVolume: 100,
      limit: money('249.99'),
      stop: money('200'),
      target: money('300'),
    }),
    riskView(),
  )
  expect(small.reason).toBe('249.99 USD is below the smallest entry of 250.00 USD')
})

test('an empty account has lost nothing and fallen nowhere: it only can not buy', () => {
  const nothing = 0 as Money
  const state = withRisk({
    equity: equityRecord({ highWater: nothing }),
    recentExits: [
      {
        symbol: goldenProposal().symbol,
        at: NINE_THIRTY_SIX,
        date: DATE,
        pnl: money('1'),
        pnlPct: 1,
        stopOut: false,
      },
    ],
  })
  const balance = { kind: 'CASH', cash: nothing, settledCash: nothing } as const
  expect(assess({ state, balance }).code).toBe('no-size')
})
