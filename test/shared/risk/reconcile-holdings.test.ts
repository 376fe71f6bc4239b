import { expect, test } from '@jest/globals'
import type { Holding } from '../../../shared/domain/account.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import { reconcileHoldings } from '../../../shared/risk/reconcile-holdings.ts'
import { ordersById } from '../../support/cycle-bench.ts'
import { goldenPosition, orderRecord, TQQQ } from '../../support/fixtures.ts'
import { withRisk } from '../../support/risk-view.ts'

const HOLDING_184 = { ...withRisk({}), positions: { TQQQ: goldenPosition() } }
const at = (quantity: number, symbol = TQQQ): Holding => ({ symbol, quantity, averageCost: money('47.50') })

test.each<[string, readonly Holding[]]>([
  ['the same shares', [at(184)]],
  ['more shares, some of them the owner’s', [at(200)]],
  ['a row without shares', [at(184), at(0, ticker('AAPL'))]],
  ['shares of the owner in another symbol', [at(184), at(5, ticker('AAPL'))]],
])('%s are in order', (_, holdings) => {
  expect(reconcileHoldings(HOLDING_184, holdings)).toEqual([])
})

test.each<[string, readonly Holding[], string]>([
  ['a share too few', [at(183)], 'TQQQ: 184 shares in our books, 183 at the broker'],
  ['no shares at all', [], 'TQQQ: 184 shares in our books, 0 at the broker'],
])('%s is a mismatch', (_, holdings, detail) => {
  expect(reconcileHoldings(HOLDING_184, holdings)).toEqual([{ reason: 'reconciliation-mismatch', detail }])
})

test('a short position is told as such, ours or not', () => {
  const short = { reason: 'unexpected-short', detail: '-3 TQQQ at the broker' }
  expect(reconcileHoldings(HOLDING_184, [at(-3)])).toEqual([short])
  expect(reconcileHoldings(withRisk({}), [at(-3)])).toEqual([short])
})

test('a symbol with an order under way waits until that is resolved', () => {
  const state = { ...HOLDING_184, orders: ordersById(orderRecord({ state: 'UNKNOWN' })) }
  expect(reconcileHoldings(state, [])).toEqual([])
})
