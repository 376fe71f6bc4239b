import { describe, expect, test } from '@jest/globals'
import { LEASE_PATH } from '../../../shared/cycles/lease.ts'
import { sendIntents } from '../../../shared/cycles/send-intents.ts'
import { settleOrders, takeReports } from '../../../shared/cycles/settle-orders.ts'
import { LeaseLostError, STATE_PATH } from '../../../shared/cycles/tick.ts'
import {
  BrokerOutcomeUnknownError,
  BrokerRefusedError,
  BrokerUnauthorizedError,
  BrokerUnreachableError,
} from '../../../shared/domain/errors.ts'
import type { ClientOrderId, IntentId, OrderId } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import { tradingStateSchema } from '../../../shared/state/trading-state.ts'
import { exchangeDate, exchangeInstant } from '../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { SECOND_MS } from '../../../shared/time/instant.ts'
import { cycleBench, ordersById, triggerAt } from '../../support/cycle-bench.ts'
import { NINE_THIRTY_SIX, orderRecord, report } from '../../support/fixtures.ts'

const INTENT = orderRecord()
const ID = INTENT.intentId
const SECOND_INTENT = orderRecord({
  intentId: '2026-03-03-0002' as IntentId,
  clientOrderId: 'OB202603030002' as ClientOrderId,
})

/** A run that has decided to send these orders. */
async function decided(...intents: readonly (typeof INTENT)[]) {
  return decidedAt(NINE_THIRTY_SIX, ...intents)
}

async function decidedAt(now: EpochMs, ...intents: readonly (typeof INTENT)[]) {
  const bench = cycleBench({ now })
  const tick = await bench.tick()
  tick.state = { ...tick.state, orders: ordersById(...intents) }
  return { bench, tick, broker: bench.broker }
}

const throwing = (error: Error) => () => {
  throw error
}

describe('the way of an order', () => {
  test('it is previewed, placed and looked up, in this order', async () => {
    const { tick, broker } = await decided(INTENT)
    broker.onPlace = () => {
      broker.shown = [report({ status: 'EXECUTED', filledQuantity: 184, averagePrice: money('47.50') })]
      return '1001' as OrderId
    }
    expect(await sendIntents(tick)).toBe(true)
    await takeReports(tick)
    expect(broker.calls).toEqual(['preview', 'place', 'orders'])
    expect(tick.state.positions['TQQQ']?.boughtQuantity).toBe(184)
    expect(tick.state.orders).toEqual({})
  })

  test('without an intent the broker is not asked', async () => {
    const { tick, broker } = await decided()
    expect(await sendIntents(tick)).toBe(false)
    expect(broker.calls).toEqual([])
  })

  test('the intent is durable before its preview, SUBMITTING before its placement, the answer after it', async () => {
    const { bench, tick, broker } = await decided(INTENT)
    const seen: unknown[] = []
    const look = async () => {
      const state = tradingStateSchema.parse((await bench.store.get(STATE_PATH))?.value)
      seen.push(state.orders[ID]?.state)
    }
    const preview = broker.preview.bind(broker)
    broker.preview = async (order) => {
      await look()
      return preview(order)
    }
    broker.onPlace = async () => {
      await look()
      return '1001' as OrderId
    }
    await sendIntents(tick)
    await look()
    expect(seen).toEqual(['INTENT', 'SUBMITTING', 'SUBMITTED'])
  })

  test.each([
    [39_999, 1],
    [40_000, 1],
    [40_001, 0],
  ])(
    'a run whose preview took %d ms, with the account its own for 50 s, places %d',
    async (tookMs, placed) => {
      const { bench, tick, broker } = await decided(INTENT)
      broker.onPreview = () => {
        bench.clock.advance(tookMs)
        return { previewId: 'late', previewedAt: bench.clock.now(), warnings: [] }
      }
      await sendIntents(tick)
      expect(broker.placed).toHaveLength(placed)
    },
  )

  test('a run that lost the account before the placement does not place', async () => {
    const { bench, tick, broker } = await decided(INTENT)
    const preview = broker.preview.bind(broker)
    broker.preview = async (order) => {
      const lease = { holder: 'another run', epoch: 99, until: bench.clock.now() }
      await bench.store.commit([{ kind: 'set', path: LEASE_PATH, value: lease }])
      return preview(order)
    }
    await expect(sendIntents(tick)).rejects.toThrow(LeaseLostError)
    expect(broker.placed).toEqual([])
  })
})

describe('a preview that does not lead to an order', () => {
  test.each([
    new BrokerRefusedError('orders/preview', { text: 'not enough money' }),
    new BrokerUnauthorizedError('orders/preview', 'token_expired'),
    new BrokerUnreachableError('orders/preview', 'no answer'),
  ])('nothing is placed after $name', async (error) => {
    const { bench, tick, broker } = await decided(INTENT)
    broker.onPreview = throwing(error)
    await sendIntents(tick)
    await tick.commit()
    expect(broker.placed).toEqual([])
    expect(tick.state.orders).toEqual({})
    expect((await bench.store.get(`orders/${ID}`))?.value).toMatchObject({
      state: 'REJECTED',
      note: error.message,
    })
    expect(tick.state.pendingAlerts).toEqual([`problem-${ID}-REJECTED`])
  })

  test.each([
    [-1, ['preview', 'place']],
    [0, ['preview']],
  ])('a preview %i ms after the close: the calls are %j', async (afterCloseMs, calls) => {
    const date = exchangeDate(NINE_THIRTY_SIX)
    const now = (exchangeInstant(date, 16 * 60) + afterCloseMs) as EpochMs
    const { tick, broker } = await decidedAt(now, INTENT)
    await sendIntents(tick)
    expect(broker.calls).toEqual(calls)
  })

  test('one refused preview does not keep the next order from being sent', async () => {
    const { tick, broker } = await decided(INTENT, SECOND_INTENT)
    const agree = broker.onPreview
    broker.onPreview = (order) => {
      if (order.clientOrderId === INTENT.clientOrderId)
        throw new BrokerRefusedError('orders/preview', { text: 'no' })
      return agree(order)
    }
    await sendIntents(tick)
    expect(broker.placed.map(({ clientOrderId }) => clientOrderId)).toEqual(['OB202603030002'])
  })

  test.each([
    [59_999, 1],
    [60_000, 1],
    [60_001, 0],
  ])('a preview that is %d ms old leads to %d placements', async (ageMs, placements) => {
    const { bench, tick, broker } = await decided(INTENT)
    const previewedAt = (bench.clock.now() - ageMs) as EpochMs
    broker.onPreview = () => ({ previewId: 'old', previewedAt, warnings: [] })
    await sendIntents(tick)
    expect(broker.placed).toHaveLength(placements)
  })
})

describe('a placement without an order number', () => {
  test.each([
    new BrokerRefusedError('orders/place', { code: '1037', text: 'the market is closed' }),
    new BrokerUnauthorizedError('orders/place', 'token_rejected'),
  ])('$name ends the order: it was never accepted', async (error) => {
    const { bench, tick, broker } = await decided(INTENT)
    broker.onPlace = throwing(error)
    await sendIntents(tick)
    expect(tick.state.orders).toEqual({})
    expect((await bench.store.get(`orders/${ID}`))?.value).toMatchObject({ state: 'REJECTED' })
  })

  test.each([
    new BrokerOutcomeUnknownError('orders/place', 'the connection broke'),
    new BrokerUnreachableError('orders/place', 'no answer'),
  ])('$name leaves doubt: UNKNOWN, a critical alert, and never placed again', async (error) => {
    const { bench, tick, broker } = await decided(INTENT)
    broker.onPlace = throwing(error)
    await sendIntents(tick)
    await tick.commit({ release: true })
    expect((await bench.stored()).orders[ID]).toMatchObject({ state: 'UNKNOWN', note: error.message })
    const alert = await bench.store.get(`outbox/problem-${ID}-UNKNOWN`)
    expect(alert?.value).toMatchObject({ urgency: 'critical', status: 'pending' })
    for (let later = 1; later <= 20; later += 1) {
      bench.clock.advance(60 * SECOND_MS)
      const next = await bench.tick()
      await settleOrders(next)
      await sendIntents(next)
      await next.commit({ release: true })
    }
    expect(broker.placed).toHaveLength(1)
    expect((await bench.store.get(`orders/${ID}`))?.value).toMatchObject({ state: 'REJECTED' })
  })

  test('an order in doubt that the list shows at once is no longer in doubt', async () => {
    const { tick, broker } = await decided(INTENT)
    broker.onPlace = () => {
      broker.shown = [report({ orderId: '77' as OrderId })]
      throw new BrokerOutcomeUnknownError('orders/place', 'the connection broke')
    }
    await sendIntents(tick)
    await takeReports(tick)
    expect(tick.state.orders[ID]).toMatchObject({ state: 'SUBMITTED', orderId: '77' })
  })

  test('an error nobody foresaw during the placement leaves the durable mark for the next run', async () => {
    const { bench, tick, broker } = await decided(INTENT)
    broker.onPlace = throwing(new TypeError('a bug in the client'))
    await expect(sendIntents(tick)).rejects.toThrow('a bug in the client')
    await tick.commit({ release: true })
    const next = await bench.tick(triggerAt(bench.clock.now(), 'signal-scan'))
    await settleOrders(next)
    await sendIntents(next)
    expect(next.state.orders[ID]?.state).toBe('UNKNOWN')
    expect(broker.placed).toHaveLength(1)
  })
})
