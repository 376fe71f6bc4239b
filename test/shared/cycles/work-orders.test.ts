import { describe, expect, test } from '@jest/globals'
import { workOrders } from '../../../shared/cycles/work-orders.ts'
import { BrokerOutcomeUnknownError, BrokerRefusedError } from '../../../shared/domain/errors.ts'
import type { IntentId, OrderId } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import type { OrderRequest } from '../../../shared/domain/order.ts'
import { sessionAt } from '../../../shared/time/session.ts'
import { type CycleBench, cycleBench, ordersById } from '../../support/cycle-bench.ts'
import { goldenPosition, leaving, NINE_THIRTY_SIX, orderRecord, TQQQ } from '../../support/fixtures.ts'

const session = sessionAt(NINE_THIRTY_SIX)
const WHOLE_RUN = { execution: { workSecondsMax: 20 } }

/** One run that works what an earlier one left. */
async function work(bench: CycleBench) {
  if (session.phase === 'closed') throw new Error('09:36 is a moment of the session')
  const tick = await bench.tick({ job: 'position-monitor', scheduledAt: bench.clock.now() })
  await workOrders(tick, session)
  await tick.commit({ release: true })
  return tick.state
}

const sent = ({ broker }: CycleBench) =>
  broker.placed.map(({ side, type, quantity }) => `${side} ${type} ${quantity}`)
const onlyStops = (bench: CycleBench, take: (order: OrderRequest) => OrderId) => (order: OrderRequest) =>
  order.type === 'STOP' ? bench.broker.take(order) : take(order)

describe('a stop for every position', () => {
  test('a first fill gets its stop in the same run, at the initial stop, for all shares', async () => {
    const bench = cycleBench({ config: WHOLE_RUN })
    bench.broker.onPlace = onlyStops(bench, (order) => bench.broker.fill(order, '47.50'))
    await bench.leave({ orders: ordersById(orderRecord()) })
    const state = await work(bench)
    expect(sent(bench)).toEqual(['BUY LIMIT 184', 'SELL STOP 184'])
    expect(bench.broker.placed[1]).toMatchObject({ stop: money('46.50') })
    expect(state.positions['TQQQ']?.cover.nakedSince).toBeUndefined()
  })

  test('more shares of the same entry replace the stop, and never two stops stand at once', async () => {
    const bench = cycleBench({ config: WHOLE_RUN })
    await bench.hold(goldenPosition({ boughtQuantity: 200, cost: money('9500') }))
    bench.broker.shown = bench.broker.shown.map((order) => ({ ...order, quantity: 184 }))
    const stale = Object.values((await bench.stored()).orders).map((order) => ({ ...order, quantity: 184 }))
    await bench.leave({ ...(await bench.stored()), orders: ordersById(...stale) })
    await work(bench)
    expect(bench.broker.calls).toEqual(['cancel 9TQQQ', 'orders', 'preview', 'place', 'orders'])
    expect(sent(bench)).toEqual(['SELL STOP 200'])
  })

  test('a refusing broker is asked again after a pause, and after a minute the position is sold', async () => {
    const bench = cycleBench({ config: WHOLE_RUN })
    await bench.leave({ positions: { TQQQ: goldenPosition() } })
    bench.broker.onPlace = (order) => {
      if (order.type === 'STOP')
        throw new BrokerRefusedError('orders/place', { code: '2084', text: 'too high' })
      return bench.broker.fill(order, '46.90')
    }
    await work(bench)
    expect(sent(bench)).toEqual(Array.from({ length: 5 }, () => 'SELL STOP 184'))
    bench.clock.moveTo((NINE_THIRTY_SIX + 61_000) as never)
    const state = await work(bench)
    expect(sent(bench).slice(5)).toEqual(['SELL STOP 184', 'SELL MARKET 184'])
    expect(state.positions).toEqual({})
    expect(state.pendingAlerts).toEqual(expect.arrayContaining([expect.stringMatching(/^unprotected-TQQQ/)]))
    const [trade] = await bench.store.query({ collection: 'trades' })
    expect(trade?.value).toMatchObject({ reason: 'UNPROTECTED', nakedSeconds: expect.any(Number) })
  })

  test('a stop that the broker may have is waited for, and nothing is sold beside it', async () => {
    const bench = cycleBench({ config: WHOLE_RUN })
    await bench.leave({ positions: { TQQQ: goldenPosition() } })
    bench.broker.onPlace = () => {
      throw new BrokerOutcomeUnknownError('orders/place', 'the connection broke')
    }
    await work(bench)
    bench.clock.advance(30_000)
    await work(bench)
    expect(sent(bench)).toEqual(['SELL STOP 184'])
  })
})

describe('leaving', () => {
  const left = () => goldenPosition({ exiting: leaving('TIME_LIMIT') })

  test('cancels the stop, waits for its end, and only then sells', async () => {
    const bench = cycleBench({ config: WHOLE_RUN })
    await bench.hold(left())
    bench.broker.onPlace = (order) => bench.broker.fill(order, '48.00')
    const state = await work(bench)
    expect(bench.broker.calls).toEqual(['cancel 9TQQQ', 'orders', 'preview', 'place', 'orders'])
    expect(sent(bench)).toEqual(['SELL LIMIT 184'])
    expect([state.positions, state.orders]).toEqual([{}, {}])
  })

  test('a stop that sold before its cancel arrived leaves nothing to sell', async () => {
    const bench = cycleBench({ config: WHOLE_RUN })
    await bench.hold(left())
    bench.broker.onCancel = () => {
      bench.broker.shown = bench.broker.shown.map((order) => ({
        ...order,
        status: 'EXECUTED',
        filledQuantity: 184,
        averagePrice: money('46.45'),
      }))
      return 'too-late'
    }
    const state = await work(bench)
    expect(sent(bench)).toEqual([])
    expect(state.positions).toEqual({})
    const [trade] = await bench.store.query({ collection: 'trades' })
    expect(trade?.value).toMatchObject({ reason: 'STOP_LOSS', exitPrice: money('46.45') })
  })

  test('a sale that stays unfilled for ten seconds is cancelled and goes to market, in one run', async () => {
    const bench = cycleBench({ config: WHOLE_RUN })
    await bench.hold(left())
    bench.broker.onPlace = (order) =>
      order.type === 'MARKET' ? bench.broker.fill(order, '47.00') : bench.broker.take(order)
    const state = await work(bench)
    expect(sent(bench)).toEqual(['SELL LIMIT 184', 'SELL MARKET 184'])
    expect(state.positions).toEqual({})
    expect(bench.clock.now() - NINE_THIRTY_SIX).toBeLessThanOrEqual(12_000)
  })

  test('a cancel that fails is asked for again after ten seconds, and nothing is sold meanwhile', async () => {
    const bench = cycleBench({ config: WHOLE_RUN })
    await bench.hold(left())
    bench.broker.onCancel = () => {
      throw new BrokerRefusedError('orders/cancel', { text: 'not now' })
    }
    const state = await work(bench)
    expect(bench.broker.calls.filter((call) => call.startsWith('cancel'))).toHaveLength(3)
    expect(sent(bench)).toEqual([])
    expect(Object.values(state.orders)[0]?.note).toBe('the broker refused orders/cancel: not now')
  })

  test('what one run could not end the next one goes on with', async () => {
    const bench = cycleBench()
    await bench.hold(left())
    bench.broker.onCancel = () => 'requested'
    await work(bench)
    expect(sent(bench)).toEqual([])
    bench.broker.end('9TQQQ' as OrderId)
    bench.broker.onPlace = (order) => bench.broker.fill(order, '48.00')
    bench.clock.advance(60_000)
    const state = await work(bench)
    expect(sent(bench)).toEqual(['SELL LIMIT 184'])
    expect(state.positions).toEqual({})
  })
})

test('shares that an entry buys after its stop has sold are a position of their own', async () => {
  const bench = cycleBench({ config: WHOLE_RUN })
  const entry = orderRecord({
    state: 'PARTIAL',
    orderId: '1001' as OrderId,
    submittedAt: NINE_THIRTY_SIX,
    filledQuantity: 100,
    filledNotional: money('4750'),
  })
  const filled = { status: 'EXECUTED', filledQuantity: 184, averagePrice: money('47.50') } as const
  await bench.leave({ orders: ordersById(entry) })
  bench.broker.shown = [
    {
      ...(entry.pricing as { type: 'LIMIT'; limit: never }),
      orderId: '1001' as OrderId,
      symbol: TQQQ,
      side: 'BUY',
      quantity: 184,
      placedAt: NINE_THIRTY_SIX,
      fees: money('0'),
      ...filled,
    },
  ]
  bench.broker.onPlace = (order) => bench.broker.take(order)
  const { settleOrders } = await import('../../../shared/cycles/settle-orders.ts')
  const tick = await bench.tick()
  await settleOrders(tick)
  expect(tick.state.positions['TQQQ']).toMatchObject({ positionId: 'TQQQ-1-100', boughtQuantity: 84 })
})

test('every change of an order is a link of the log, and the log is whole', async () => {
  const { brokenLink, logLinkSchema } = await import('../../../shared/state/event-log.ts')
  const bench = cycleBench({ config: WHOLE_RUN })
  bench.broker.onPlace = onlyStops(bench, (order) => bench.broker.fill(order, '47.50'))
  await bench.leave({ orders: ordersById(orderRecord({ intentId: '2026-03-03-0001' as IntentId })) })
  const state = await work(bench)
  const documents = await bench.store.query({ collection: 'events' })
  const links = documents.map(({ value }) => logLinkSchema.parse(value))
  expect(brokenLink(links, bench.world.digest)).toBeUndefined()
  expect(links.at(-1)).toMatchObject(state.log ?? {})
  const states = links.flatMap(({ events }) => events.map(({ purpose, state: now }) => `${purpose} ${now}`))
  expect(states).toEqual([
    ...['entry SUBMITTING', 'entry SUBMITTED', 'entry FILLED'],
    ...['stop SUBMITTING', 'stop SUBMITTED'],
  ])
})
