import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Money, money, ZERO } from '../../../shared/domain/money.ts'
import { observeEquity } from '../../../shared/risk/equity.ts'
import { NO_RISK_HISTORY, type RiskState } from '../../../shared/state/risk-state.ts'

/** Looks at an account whose cash, equity and fills so far are these. */
function look(risk: RiskState, cash: string, equity: string, cashMoved = '0'): RiskState {
  return observeEquity({ ...risk, cashMoved: money(cashMoved) }, { cash: money(cash), equity: money(equity) })
}

const started = look(NO_RISK_HISTORY, '25000', '25000')

describe('the first look', () => {
  test('is the start capital and the high-water mark', () => {
    expect(started.equity).toMatchObject({
      startCapital: money('25000'),
      highWater: money('25000'),
      netDeposits: ZERO,
    })
  })
})

describe('later looks', () => {
  test('a purchase is no withdrawal', () => {
    const bought = look(started, '16260', '25000', '-8740')
    expect(bought.equity).toMatchObject({ netDeposits: ZERO, highWater: money('25000') })
  })

  test('a gain raises the mark, a later loss leaves it', () => {
    const won = look(started, '26000', '26000', '1000')
    const lost = look(won, '24000', '24000', '-1000')
    expect(won.equity?.highWater).toBe(money('26000'))
    expect(lost.equity).toMatchObject({ highWater: money('26000'), latest: money('24000') })
  })

  test('a deposit and a withdrawal move the mark by their own amount', () => {
    const paidIn = look(started, '30000', '30000')
    const paidOut = look(paidIn, '20000', '20000')
    expect(paidIn.equity).toMatchObject({ netDeposits: money('5000'), highWater: money('30000') })
    expect(paidOut.equity).toMatchObject({ netDeposits: money('-5000'), highWater: money('20000') })
  })

  test('a deposit does not hide a loss', () => {
    const { equity } = look(started, '28000', '28000', '-2000')
    expect(equity).toMatchObject({ netDeposits: money('5000'), highWater: money('30000') })
  })
})

test('whatever is paid in and traded, the mark is never below equity and deposits are found to the cent', () => {
  const step = fc.record({
    flow: fc.integer({ min: -500, max: 500 }),
    earned: fc.integer({ min: -500, max: 500 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let [risk, cash, flows] = [started, 250_000_000, 0]
      for (const { flow, earned } of steps) {
        cash += (flow + earned) * 100
        flows += flow * 100
        const moved = (risk.cashMoved + earned * 100) as Money
        risk = observeEquity({ ...risk, cashMoved: moved }, { cash: cash as Money, equity: cash as Money })
        expect(risk.equity?.netDeposits).toBe(flows)
        expect(risk.equity?.highWater).toBeGreaterThanOrEqual(cash)
      }
    }),
  )
})
