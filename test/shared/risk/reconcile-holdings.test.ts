import { expect, test } from '@jest/globals'
import type { Holding } from '../../../shared/domain/account.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import { reconcileHoldings } from '../../../shared/risk/reconcile-holdings.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { ordersById } from '../../support/cycle-bench.ts'
import { goldenPosition, NINE_THIRTY_SIX, orderRecord, restingStop, TQQQ } from '../../support/fixtures.ts'
import { withRisk } from '../../support/risk-view.ts'

const HOLDING_184 = { ...withRisk({}), positions: { TQQQ: goldenPosition() } }
/** An hour later, long after the broker has noticed the last fill. */
const LATER = { now: (NINE_THIRTY_SIX + 3_600_000) as EpochMs, lagMs: 60_000 }
const at = (quantity: number, symbol = TQQQ): Holding => ({ symbol, quantity, averageCost: money('47.50') })

test.each<[string, readonly Holding[]]>([
  ['the same shares', [at(184)]],
  ['more shares, some of them the owner’s', [at(200)]],
  ['a row without shares', [at(184), at(0, ticker('AAPL'))]],
  ['shares of the owner in another symbol', [at(184), at(5, ticker('AAPL'))]],
])('%s are in order', (_, holdings) => {
  expect(reconcileHoldings(HOLDING_184, holdings, LATER)).toEqual([])
})

test.each<[string, readonly Holding[], string]>([
  ['a share too few', [at(183)], 'TQQQ: 184 shares in our books, 183 at the broker'],
  ['no shares at all', [], 'TQQQ: 184 shares in our books, 0 at the broker'],
])('%s is a mismatch', (_, holdings, detail) => {
  expect(reconcileHoldings(HOLDING_184, holdings, LATER)).toEqual([
    { reason: 'reconciliation-mismatch', detail },
  ])
})

test('a short position is told as such, ours or not', () => {
  const short = { reason: 'unexpected-short', detail: '-3 TQQQ at the broker' }
  expect(reconcileHoldings(HOLDING_184, [at(-3)], LATER)).toEqual([short])
  expect(reconcileHoldings(withRisk({}), [at(-3)], LATER)).toEqual([short])
})

test('a symbol with an order under way waits until that is resolved', () => {
  const state = { ...HOLDING_184, orders: ordersById(orderRecord({ state: 'UNKNOWN' })) }
  expect(reconcileHoldings(state, [], LATER)).toEqual([])
})

test('a stop that rests hides nothing, one that is being cancelled does until it is gone', () => {
  const stop = restingStop(goldenPosition())
  const withStop = (order: typeof stop) => ({ ...HOLDING_184, orders: ordersById(order) })
  expect(reconcileHoldings(withStop(stop), [], LATER)).toHaveLength(1)
  expect(reconcileHoldings(withStop({ ...stop, cancelRequestedAt: NINE_THIRTY_SIX }), [], LATER)).toEqual([])
})

test.each([
  [59_999, 0],
  [60_000, 1],
])('%d ms after the last fill a missing share is a problem: %d', (age, problems) => {
  const now = (NINE_THIRTY_SIX + age) as EpochMs
  expect(reconcileHoldings(HOLDING_184, [], { now, lagMs: 60_000 })).toHaveLength(problems)
})
