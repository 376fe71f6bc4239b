import { describe, expect, test } from '@jest/globals'
import type { OrderId } from '../../../../shared/domain/ids.ts'
import { money } from '../../../../shared/domain/money.ts'
import type { EpochMs } from '../../../../shared/time/instant.ts'
import { accepted, at, enter, openFloor, orderOf, printed, ticket } from './trading-day.ts'

const TAPE = [printed('09:45', { last: '50.00' }, { bidSize: 1_000, askSize: 1_000 })]
const RESTING = { side: 'BUY', type: 'LIMIT', limit: '40.00', quantity: 500 } as const

/** A floor with a resting buy that sets 20,000 of the 25,000 aside. */
async function withResting(rules = {}) {
  const floor = await openFloor({ tape: TAPE, rules })
  return { ...floor, orderId: await accepted(floor.exchange, ticket(RESTING)) }
}

async function change(
  { exchange, orderId }: Awaited<ReturnType<typeof withResting>>,
  wanted = ticket({ ...RESTING, limit: '45.00' }),
) {
  const answer = await exchange.previewChange(orderId, wanted)
  return answer.ok ? exchange.change(orderId, wanted, answer.preview.previewId) : answer
}

describe('a change of an order', () => {
  test('ends the old order and places the new one, each naming the other', async () => {
    const floor = await withResting()
    const answer = await change(floor)
    if (!answer.ok) throw new Error(answer.refusal.text)
    expect(await orderOf(floor.exchange, floor.orderId)).toMatchObject({
      status: 'CANCELLED',
      replacedByOrderId: answer.orderId,
    })
    expect(await orderOf(floor.exchange, answer.orderId)).toMatchObject({
      status: 'OPEN',
      limit: money('45'),
      replacesOrderId: floor.orderId,
    })
  })

  test('may spend what the old order had set aside, and no more', async () => {
    const floor = await withResting()
    expect(await change(floor, ticket({ ...RESTING, limit: '50.01' }))).toMatchObject({
      ok: false,
      refusal: { text: 'quantity: was 500 at 50.01, available for buying are 25000.00 USD.' },
    })
    expect(await change(floor, ticket({ ...RESTING, limit: '49.00' }))).toMatchObject({ ok: true })
  })

  test('that would be refused leaves the old order as it was', async () => {
    const floor = await withResting()
    const before = await orderOf(floor.exchange, floor.orderId)
    expect((await change(floor, ticket({ ...RESTING, quantity: 5_000 }))).ok).toBe(false)
    expect(await orderOf(floor.exchange, floor.orderId)).toEqual(before)
  })

  test('needs a client order id of its own', async () => {
    const floor = await withResting()
    const { clientOrderId } = await orderOf(floor.exchange, floor.orderId)
    expect(await change(floor, ticket({ ...RESTING, clientOrderId }))).toMatchObject({
      ok: false,
      refusal: { code: 90_002 },
    })
  })

  test('keeps the symbol and the side', async () => {
    const floor = await withResting()
    const sell = ticket({ side: 'SELL', type: 'LIMIT', limit: '60.00' })
    expect(await change(floor, sell)).toMatchObject({ ok: false, refusal: { code: 90_009 } })
  })

  test.each([
    ['an order that is not there', 'unknown', 90_008],
    ['an order that is ended', 'cancelled', 5_001],
    ['an order whose cancel is on its way', 'cancelling', 5_003],
  ] as const)('of %s is refused', async (_, state, code) => {
    const floor = await withResting({ cancelDelayMs: 1_000 })
    if (state !== 'unknown') await floor.exchange.cancel(floor.orderId)
    if (state === 'cancelled') floor.clock.moveTo((at('10:00') + 1_000) as EpochMs)
    const orderId = state === 'unknown' ? ('4711' as OrderId) : floor.orderId
    expect(await change({ ...floor, orderId })).toMatchObject({ ok: false, refusal: { code } })
  })

  test('is refused with 1524 until the change before it is through', async () => {
    const floor = await withResting({ changeDelayMs: 1_000 })
    const first = await change(floor)
    if (!first.ok) throw new Error(first.refusal.text)
    const again = { ...floor, orderId: first.orderId }
    floor.clock.moveTo((at('10:00') + 999) as EpochMs)
    expect(await change(again)).toMatchObject({ ok: false, refusal: { code: 1_524 } })
    floor.clock.moveTo((at('10:00') + 1_000) as EpochMs)
    expect(await change(again)).toMatchObject({ ok: true })
  })

  test('and a new order cannot use each other’s previews', async () => {
    const { exchange, orderId } = await withResting()
    const wanted = ticket({ ...RESTING, quantity: 10 })
    const forChange = await exchange.previewChange(orderId, wanted)
    const forOrder = await exchange.preview(wanted)
    if (!forChange.ok || !forOrder.ok) throw new Error('both previews are expected')
    const gone = { ok: false, refusal: { code: 101 } }
    expect(await exchange.place(wanted, forChange.preview.previewId)).toMatchObject(gone)
    expect(await exchange.change(orderId, wanted, forOrder.preview.previewId)).toMatchObject(gone)
  })
})

describe('an order that is not shown yet', () => {
  test('is missing from the list and from its details for as long as the rules say', async () => {
    const { exchange, clock } = await openFloor({ tape: TAPE, rules: { ordersVisibleAfterMs: 500 } })
    const orderId = await accepted(exchange, ticket(RESTING))
    expect([await exchange.order(orderId), await exchange.isHidden(orderId)]).toEqual([undefined, true])
    expect((await exchange.orders()).orders).toEqual([])
    clock.moveTo((at('10:00') + 500) as EpochMs)
    expect((await exchange.orders()).orders).toHaveLength(1)
    expect(await exchange.isHidden(orderId)).toBe(false)
  })

  test('trades and holds its cash all the same', async () => {
    const { exchange } = await openFloor({ tape: TAPE, rules: { ordersVisibleAfterMs: 500 } })
    await accepted(exchange, ticket({ ...RESTING, limit: '50.01', quantity: 10 }))
    expect(await exchange.holdings()).toMatchObject([{ quantity: 10 }])
    expect(await exchange.history()).toMatchObject([{ status: 'EXECUTED' }])
  })

  test('may be hidden alone, past the rules', async () => {
    const { exchange, clock } = await openFloor({ tape: TAPE })
    const [first, second] = [
      await accepted(exchange, ticket({ ...RESTING, quantity: 10 })),
      await accepted(exchange, ticket({ ...RESTING, quantity: 10 })),
    ]
    exchange.hide(first, (clock.now() + 2_000) as EpochMs)
    expect((await exchange.orders()).orders.map(({ orderId }) => orderId)).toEqual([second])
  })
})

test('a change survives a restart together with its links', async () => {
  const floor = await withResting()
  const answer = await change(floor)
  const reopened = await openFloor({ tape: TAPE, store: floor.store })
  expect(await reopened.exchange.history()).toEqual(await floor.exchange.history())
  expect(answer.ok).toBe(true)
  expect((await enter(reopened.exchange, ticket({ ...RESTING, quantity: 1 }))).ok).toBe(true)
})
