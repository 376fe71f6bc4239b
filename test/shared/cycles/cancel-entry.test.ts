import { expect, test } from '@jest/globals'
import { cancelEntry } from '../../../shared/cycles/cancel-entry.ts'
import type { IntentId, OrderId, PositionId } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import { toRequest } from '../../../shared/orders/order-record.ts'
import { type CycleBench, cycleBench, ordersById, triggerAt } from '../../support/cycle-bench.ts'
import { goldenPosition, NINE_THIRTY_SIX, orderRecord, restingStop, TQQQ } from '../../support/fixtures.ts'

const ENTRY = orderRecord({ state: 'SUBMITTED', orderId: '1001' as OrderId, submittedAt: NINE_THIRTY_SIX })

/** An entry that rests at the broker and in the books. */
async function restingEntry(): Promise<CycleBench> {
  const bench = cycleBench()
  bench.broker.take({ ...toRequest(ENTRY), symbol: TQQQ })
  await bench.leave({ orders: ordersById(ENTRY), sequence: 1 })
  return bench
}

async function cancel(bench: CycleBench, intentId: string) {
  const run = await cancelEntry(bench.world, triggerAt(bench.clock.now(), 'api'), intentId)
  if (run.status !== 'done') throw new Error(`the run did not cancel: ${run.status}`)
  return run.outcome
}

const cancels = ({ broker }: CycleBench) => broker.calls.filter((call) => call.startsWith('cancel'))

test('a resting entry is cancelled at the broker, once', async () => {
  const bench = await restingEntry()
  expect(await cancel(bench, ENTRY.intentId)).toEqual({ kind: 'asked', state: 'CANCEL_REQUESTED' })
  expect(cancels(bench)).toEqual(['cancel 1001'])
  bench.clock.advance(1_000)
  expect(await cancel(bench, ENTRY.intentId)).toEqual({ kind: 'not-found' })
  expect((await bench.stored()).orders).toEqual({})
  expect(cancels(bench)).toEqual(['cancel 1001'])
})

test('one that the broker has yet to cancel is told as asked for, and is not asked twice', async () => {
  const bench = await restingEntry()
  bench.broker.onCancel = () => 'requested'
  expect(await cancel(bench, ENTRY.intentId)).toEqual({ kind: 'asked', state: 'CANCEL_REQUESTED' })
  bench.clock.advance(1_000)
  expect(await cancel(bench, ENTRY.intentId)).toMatchObject({ kind: 'left' })
  expect(cancels(bench)).toEqual(['cancel 1001'])
})

test('the stop of a position is left, and the words say why', async () => {
  const bench = cycleBench()
  await bench.hold(goldenPosition())
  const { intentId } = restingStop(goldenPosition())
  expect(await cancel(bench, intentId)).toEqual({
    kind: 'left',
    why: 'it is a stop order, which protects a position',
  })
  expect(cancels(bench)).toEqual([])
})

test('an exit is left too', async () => {
  const exit = orderRecord({
    ...{ intentId: 'exit-1' as IntentId, side: 'SELL', orderId: '1001' as OrderId, state: 'SUBMITTED' },
    purpose: { kind: 'exit', positionId: 'TQQQ-1' as PositionId, reason: 'TAKE_PROFIT' },
    submittedAt: NINE_THIRTY_SIX,
  })
  const bench = cycleBench()
  bench.broker.take({ ...toRequest(exit), symbol: TQQQ })
  await bench.leave({ orders: ordersById(exit), positions: { TQQQ: goldenPosition() } })
  expect(await cancel(bench, exit.intentId)).toMatchObject({
    kind: 'left',
    why: 'it is an exit order, which closes a position',
  })
  expect(cancels(bench)).toEqual([])
})

test('an order that nobody made is not found', async () => {
  const bench = await restingEntry()
  expect(await cancel(bench, 'nobody-made-it')).toEqual({ kind: 'not-found' })
  expect(cancels(bench)).toEqual([])
})

test('an entry that was filled meanwhile is not found, and what it bought gets its stop in the same run', async () => {
  const bench = await restingEntry()
  bench.broker.shown = bench.broker.shown.map((order) => ({
    ...order,
    ...{ status: 'EXECUTED', filledQuantity: order.quantity, averagePrice: money('47.50') },
  }))
  expect(await cancel(bench, ENTRY.intentId)).toEqual({ kind: 'not-found' })
  expect(cancels(bench)).toEqual([])
  expect(bench.broker.placed).toMatchObject([{ side: 'SELL', type: 'STOP', quantity: 184 }])
})

test('what a partly filled entry bought is protected while the rest is cancelled', async () => {
  const bench = await restingEntry()
  bench.broker.shown = bench.broker.shown.map((order) => ({
    ...order,
    ...{ status: 'PARTIAL', filledQuantity: 100, averagePrice: money('47.50') },
  }))
  expect(await cancel(bench, ENTRY.intentId)).toMatchObject({ kind: 'asked' })
  expect(bench.broker.placed).toMatchObject([{ side: 'SELL', type: 'STOP', quantity: 100 }])
})

test('a cancel that came too late is told as filled', async () => {
  const bench = await restingEntry()
  const filledTo = (status: 'PARTIAL' | 'EXECUTED', filledQuantity: number) => {
    bench.broker.shown = bench.broker.shown.map((order) =>
      order.side === 'BUY' ? { ...order, status, filledQuantity, averagePrice: money('47.50') } : order,
    )
  }
  filledTo('PARTIAL', 100)
  bench.broker.onCancel = () => {
    filledTo('EXECUTED', 184)
    return 'requested'
  }
  expect(await cancel(bench, ENTRY.intentId)).toEqual({ kind: 'asked', state: 'FILLED' })
})

test('an order in doubt is left, because the broker may not have it', async () => {
  const { orderId: _, ...sent } = ENTRY
  const bench = cycleBench()
  await bench.leave({ orders: ordersById({ ...sent, state: 'UNKNOWN' }) })
  expect(await cancel(bench, ENTRY.intentId)).toMatchObject({
    kind: 'left',
    why: expect.stringContaining('UNKNOWN'),
  })
})

test('outside of the session nothing is asked', async () => {
  const bench = await restingEntry()
  bench.clock.advance(12 * 3_600_000)
  const run = await cancelEntry(bench.world, triggerAt(bench.clock.now(), 'api'), ENTRY.intentId)
  expect(run.status).toBe('skipped')
  expect(bench.broker.calls).toEqual([])
})
