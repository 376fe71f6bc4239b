import { describe, expect, test } from '@jest/globals'
import { settleOrders } from '../../../shared/cycles/settle-orders.ts'
import { BrokerUnreachableError } from '../../../shared/domain/errors.ts'
import type { OrderId, PositionId } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import type { OrderRecord } from '../../../shared/orders/order-record.ts'
import { DAY_MS, type EpochMs, SECOND_MS } from '../../../shared/time/instant.ts'
import { type CycleBench, cycleBench, ordersById } from '../../support/cycle-bench.ts'
import { goldenPosition, NINE_THIRTY_SIX, orderRecord, report } from '../../support/fixtures.ts'

const ORDER = '1001' as OrderId
const at = (milliseconds: number) => (NINE_THIRTY_SIX + milliseconds) as EpochMs

const SUBMITTED = orderRecord({ state: 'SUBMITTED', submittedAt: NINE_THIRTY_SIX, orderId: ORDER })
const UNKNOWN = orderRecord({ state: 'UNKNOWN', submittedAt: NINE_THIRTY_SIX, note: 'no answer' })
const FILLED = report({ status: 'EXECUTED', filledQuantity: 184, averagePrice: money('47.50') })
const EXIT = orderRecord({
  side: 'SELL',
  pricing: { type: 'LIMIT', limit: money('47.90') },
  purpose: { kind: 'exit', positionId: 'TQQQ-1' as PositionId, reason: 'TRAILING_STOP' },
  state: 'SUBMITTED',
  submittedAt: NINE_THIRTY_SIX,
  orderId: ORDER,
})
const EXIT_REPORT = report({ side: 'SELL', type: 'LIMIT', limit: money('47.90') })

/** Settles what an earlier run left behind, some time after 09:36. */
async function settle(bench: CycleBench, order: OrderRecord, laterMs = 2 * SECOND_MS) {
  bench.clock.moveTo(at(laterMs))
  const positions = order.purpose.kind === 'exit' ? { TQQQ: goldenPosition() } : {}
  await bench.leave({ orders: ordersById(order), positions, sequence: 1 })
  const tick = await bench.tick()
  await settleOrders(tick)
  await tick.commit()
  return tick
}

const pending = (tick: { readonly state: { readonly pendingAlerts: readonly string[] } }) =>
  tick.state.pendingAlerts

describe('orders that never left', () => {
  test.each(['INTENT', 'PREVIEWED'] as const)('%s is dropped without asking the broker', async (state) => {
    const bench = cycleBench()
    const tick = await settle(bench, orderRecord({ state }))
    expect(tick.state.orders).toEqual({})
    expect(bench.broker.calls).toEqual([])
    expect((await bench.store.get('orders/2026-03-03-0001'))?.value).toMatchObject({
      state: 'REJECTED',
      note: 'the run that decided it ended before sending it',
    })
  })

  test('without unresolved orders the broker is not asked', async () => {
    const bench = cycleBench()
    await settleOrders(await bench.tick())
    expect(bench.broker.calls).toEqual([])
  })
})

describe('orders in doubt', () => {
  test('an order that a crash left in SUBMITTING is found by its fingerprint, and filled once', async () => {
    const bench = cycleBench()
    bench.broker.shown = [FILLED]
    const tick = await settle(bench, orderRecord({ state: 'SUBMITTING', submittedAt: NINE_THIRTY_SIX }))
    expect(tick.state.orders).toEqual({})
    expect(tick.state.positions['TQQQ']).toMatchObject({ boughtQuantity: 184, cost: money('8740') })
    await settleOrders(tick)
    expect(tick.state.positions['TQQQ']?.boughtQuantity).toBe(184)
    expect(tick.state.day).toMatchObject({ entries: 1, bought: money('8740') })
    expect(pending(tick)).toEqual(['buy-1001-184'])
  })

  test('an order that a crash left in SUBMITTING and that is not listed becomes UNKNOWN, loudly', async () => {
    const tick = await settle(
      cycleBench(),
      orderRecord({ state: 'SUBMITTING', submittedAt: NINE_THIRTY_SIX }),
    )
    expect(tick.state.orders['2026-03-03-0001']?.state).toBe('UNKNOWN')
    expect(pending(tick)).toEqual(['problem-2026-03-03-0001-UNKNOWN'])
  })

  test('an order found resting goes on under the number of the broker', async () => {
    const bench = cycleBench()
    bench.broker.shown = [report()]
    const tick = await settle(bench, UNKNOWN)
    expect(tick.state.orders['2026-03-03-0001']).toMatchObject({ state: 'SUBMITTED', orderId: ORDER })
  })

  const sale = { ...EXIT, orderId: undefined, state: 'UNKNOWN' } as unknown as OrderRecord
  test.each([
    ['an entry', 199_999, UNKNOWN, 'UNKNOWN'],
    ['an entry', 200_000, UNKNOWN, undefined],
    ['an entry', 200_001, UNKNOWN, undefined],
    ['a sale', 199_999, sale, 'UNKNOWN'],
    ['a sale', 200_000, sale, undefined],
    ['a sale', 200_001, sale, undefined],
  ])('%s missing from the list %d ms after sending it', async (_, laterMs, record, state) => {
    const bench = cycleBench()
    const tick = await settle(bench, record, laterMs)
    expect(tick.state.orders['2026-03-03-0001']?.state).toBe(state)
    const ended = (await bench.store.get('orders/2026-03-03-0001'))?.value
    expect(ended?.['state']).toBe(state ? undefined : 'REJECTED')
  })

  test('UNKNOWN that stays UNKNOWN raises no second alert', async () => {
    expect(pending(await settle(cycleBench(), UNKNOWN, 30 * SECOND_MS))).toEqual([])
  })

  test('an order of yesterday is looked for in the list from yesterday on', async () => {
    const bench = cycleBench()
    const asked: unknown[] = []
    const { orders } = bench.broker
    Object.assign(bench.broker, {
      orders: (since: unknown) => {
        asked.push(since)
        return orders.call(bench.broker)
      },
    })
    await settle(bench, UNKNOWN, DAY_MS)
    expect(asked).toEqual([{ from: '2026-03-03' }])
  })

  test('two orders that look like ours are left to the owner, told once, and the other orders go on', async () => {
    const bench = cycleBench()
    bench.broker.shown = [report(), report({ orderId: '1002' as OrderId })]
    const tick = await settle(bench, UNKNOWN)
    expect(tick.state.orders['2026-03-03-0001']).toMatchObject({
      state: 'UNKNOWN',
      note: expect.stringContaining('several orders'),
    })
    expect(pending(tick)).toEqual(['problem-2026-03-03-0001-UNKNOWN'])
    await settleOrders(tick)
    expect(pending(tick)).toHaveLength(1)
  })

  test('a list that could not be read decides nothing', async () => {
    const bench = cycleBench()
    bench.broker.onOrders = () => {
      throw new BrokerUnreachableError('orders/list', 'no answer')
    }
    await expect(settle(bench, UNKNOWN, 90 * SECOND_MS)).rejects.toThrow(BrokerUnreachableError)
    expect((await bench.stored()).orders['2026-03-03-0001']?.state).toBe('UNKNOWN')
  })
})

describe('an order that somebody changed at the broker', () => {
  const NEW = '1002' as OrderId
  const old = report({ status: 'CANCELLED', replacedByOrderId: NEW })
  const version = report({ orderId: NEW, quantity: 100, limit: money('47.60'), placedAt: at(SECOND_MS) })

  test('goes on as its new version, and the owner is told', async () => {
    const bench = cycleBench()
    bench.broker.shown = [old, version]
    const tick = await settle(bench, SUBMITTED)
    const [order] = Object.values(tick.state.orders)
    expect(order).toMatchObject({
      orderId: NEW,
      state: 'SUBMITTED',
      quantity: 100,
      pricing: { type: 'LIMIT', limit: money('47.60') },
      purpose: SUBMITTED.purpose,
    })
    expect(Object.values(tick.state.orders)).toHaveLength(1)
    expect(order?.intentId).not.toBe(SUBMITTED.intentId)
    expect(pending(tick)).toContain(`changed-${order?.intentId}`)
  })

  test('fills of both versions are booked', async () => {
    const bench = cycleBench()
    const price = money('47.50')
    bench.broker.shown = [
      { ...old, filledQuantity: 84, averagePrice: price },
      { ...version, status: 'EXECUTED', filledQuantity: 100, averagePrice: price },
    ]
    const tick = await settle(bench, SUBMITTED)
    expect(tick.state.positions['TQQQ']).toMatchObject({ boughtQuantity: 184, cost: money('8740') })
    expect(tick.state.orders).toEqual({})
  })

  test('that was changed again goes on as its last version', async () => {
    const bench = cycleBench()
    const last = report({ orderId: '1003' as OrderId, limit: money('47.70') })
    bench.broker.shown = [old, { ...version, status: 'CANCELLED', replacedByOrderId: last.orderId }, last]
    const tick = await settle(bench, SUBMITTED)
    expect(Object.values(tick.state.orders)).toMatchObject([{ orderId: '1003', state: 'SUBMITTED' }])
  })

  test('is not given up before the list shows its new version', async () => {
    const bench = cycleBench()
    bench.broker.shown = [old]
    const tick = await settle(bench, SUBMITTED)
    expect(tick.state.orders[SUBMITTED.intentId]).toMatchObject({ state: 'SUBMITTED', orderId: ORDER })
    bench.broker.shown = [old, version]
    await settleOrders(tick)
    expect(Object.values(tick.state.orders)).toMatchObject([{ orderId: NEW }])
  })
})

test.each([
  ['CANCELLED', 0, { limit: money('47.50'), at: at(2_000) }],
  ['EXPIRED', 0, { limit: money('47.50'), at: at(2_000) }],
  ['CANCELLED', 84, undefined],
  ['REJECTED', 0, undefined],
] as const)(
  'an entry that ended %s with %d shares leaves %j to chase',
  async (status, filledQuantity, unfilled) => {
    const bench = cycleBench()
    const filled = filledQuantity > 0 ? { averagePrice: money('47.50') } : {}
    bench.broker.shown = [report({ status, filledQuantity, ...filled })]
    const tick = await settle(bench, SUBMITTED)
    expect(tick.state.symbols['TQQQ']?.unfilled).toEqual(unfilled)
  },
)

describe('fills', () => {
  test('two parts of one entry open one position at their average price', async () => {
    const bench = cycleBench()
    bench.broker.shown = [report({ status: 'PARTIAL', filledQuantity: 100, averagePrice: money('47.40') })]
    const tick = await settle(bench, SUBMITTED)
    expect(tick.state.orders['2026-03-03-0001']).toMatchObject({ state: 'PARTIAL', filledQuantity: 100 })
    bench.broker.shown = [FILLED]
    await settleOrders(tick)
    expect(tick.state.orders).toEqual({})
    expect(tick.state.positions['TQQQ']).toMatchObject({ boughtQuantity: 184, cost: money('8740') })
    expect(tick.state.day.entries).toBe(1)
    expect(pending(tick)).toEqual(['buy-1001-100', 'buy-1001-184'])
  })

  test('the same report again changes nothing', async () => {
    const bench = cycleBench()
    bench.broker.shown = [report({ status: 'PARTIAL', filledQuantity: 100, averagePrice: money('47.40') })]
    const tick = await settle(bench, SUBMITTED)
    const before = tick.state
    await settleOrders(tick)
    expect(tick.state).toEqual(before)
  })

  test('shares without a price are told once, booked when the price comes, and keep no other order waiting', async () => {
    const bench = cycleBench()
    const { averagePrice: _, ...withoutPrice } = FILLED
    bench.broker.shown = [withoutPrice as typeof FILLED]
    const tick = await settle(bench, SUBMITTED)
    await settleOrders(tick)
    expect(tick.state.positions).toEqual({})
    expect(tick.state.orders['2026-03-03-0001']).toMatchObject({ state: 'SUBMITTED', filledQuantity: 0 })
    expect(pending(tick)).toEqual(['problem-2026-03-03-0001-SUBMITTED'])
    bench.broker.shown = [FILLED]
    await settleOrders(tick)
    expect(tick.state.positions['TQQQ']).toMatchObject({ boughtQuantity: 184, cost: money('8740') })
  })

  test('an exit that sells in two parts closes one trade', async () => {
    const bench = cycleBench()
    const half = { filledQuantity: 84, averagePrice: money('48.00') }
    bench.broker.shown = [{ ...EXIT_REPORT, status: 'PARTIAL', ...half }]
    const tick = await settle(bench, EXIT)
    expect(tick.state.positions['TQQQ']?.soldQuantity).toBe(84)
    bench.broker.shown = [
      { ...EXIT_REPORT, status: 'EXECUTED', filledQuantity: 184, averagePrice: money('48.05') },
    ]
    await settleOrders(tick)
    await tick.commit()
    expect(tick.state.positions).toEqual({})
    expect((await bench.store.get('trades/TQQQ-1'))?.value).toMatchObject({
      quantity: 184,
      exitPrice: money('48.05'),
      pnl: money('101.20'),
      date: '2026-03-03',
    })
  })
})
