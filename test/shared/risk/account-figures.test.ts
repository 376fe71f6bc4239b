import { describe, expect, test } from '@jest/globals'
import type { OrderId, PositionId } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import type { OrderRecord } from '../../../shared/orders/order-record.ts'
import { accountFigures } from '../../../shared/risk/account-figures.ts'
import { ordersById } from '../../support/cycle-bench.ts'
import { goldenPosition, NINE_THIRTY_SIX, orderRecord, restingStop, TQQQ } from '../../support/fixtures.ts'
import { equityRecord, riskView, withRisk } from '../../support/risk-view.ts'

/** 25,000 USD of which 8,740 were spent on 184 TQQQ at 47.50. */
const spent = money('-8740')
const bought = withRisk({ equity: equityRecord(), cashMoved: spent })
const SENT = { state: 'SUBMITTED', orderId: '1' as OrderId, submittedAt: NINE_THIRTY_SIX } as const
const SALE = orderRecord({
  ...SENT,
  side: 'SELL',
  purpose: { kind: 'exit', positionId: 'TQQQ-1' as PositionId, reason: 'TAKE_PROFIT' },
})

function worth(cash: string, orders: readonly OrderRecord[], held: boolean) {
  const figures = accountFigures(
    riskView({
      state: { ...bought, orders: ordersById(...orders), positions: held ? { TQQQ: goldenPosition() } : {} },
      balance: { kind: 'CASH', cash: money(cash), settledCash: money(cash) },
      prices: new Map([[TQQQ, money('47.50')]]),
    }),
  )
  return 'portfolioValue' in figures ? figures.portfolioValue : figures
}

describe('what the account is worth', () => {
  test('is the cash of the broker and what is held', () => {
    expect(worth('16260', [], true)).toBe(money('25000'))
    expect(worth('17260', [], true)).toBe(money('26000'))
  })

  test('does not count shares twice whose sale the broker has booked and not listed yet', () => {
    expect(worth('25000', [SALE], true)).toBe(money('25000'))
  })

  test('does not lack shares that the broker has taken the money for and not listed yet', () => {
    const before = { ...bought, risk: { ...bought.risk, cashMoved: money('0') } }
    const figures = accountFigures(
      riskView({
        state: { ...before, orders: ordersById(orderRecord(SENT)) },
        balance: { kind: 'CASH', cash: money('16260'), settledCash: money('16260') },
      }),
    )
    expect(figures).toMatchObject({ portfolioValue: money('25000') })
  })

  test('is seen anew while only a stop rests', () => {
    expect(worth('17260', [restingStop(goldenPosition())], true)).toBe(money('26000'))
  })

  test('is taken from the broker while nothing was ever seen of the account', () => {
    const { equity: _, ...risk } = bought.risk
    const state = { ...bought, risk, orders: ordersById(SALE), positions: { TQQQ: goldenPosition() } }
    const figures = accountFigures(riskView({ state, prices: new Map([[TQQQ, money('47.50')]]) }))
    expect(figures).toMatchObject({ portfolioValue: money('33740') })
  })
})
