import { describe, expect, test } from '@jest/globals'
import { PREVIEW_LIFE_MS } from '../../../../local/simulator/exchange/rules.ts'
import type { ClientOrderId, Ticker } from '../../../../shared/domain/ids.ts'
import { money } from '../../../../shared/domain/money.ts'
import { ScriptedMarket } from '../../../support/scripted-market.ts'
import { accepted, at, enter, type Floor, openFloor, orderOf, printed, TQQQ, ticket } from './trading-day.ts'

const TAPE = [printed('09:59', { last: '47.49', bid: '47.48', ask: '47.50' })]
const RESTING = { side: 'BUY', type: 'LIMIT', limit: '47.00' } as const

describe('a preview', () => {
  test('states what a buy costs', async () => {
    const { exchange } = await openFloor({ tape: TAPE })
    const order = ticket({ side: 'BUY', type: 'LIMIT', limit: '47.50', quantity: 184 })
    expect(await exchange.preview(order)).toMatchObject({
      ok: true,
      preview: { ticket: order, previewedAt: at('10:00'), estimatedTotal: money('8740') },
    })
  })

  test('reserves nothing', async () => {
    const { exchange } = await openFloor({ tape: TAPE })
    await exchange.preview(ticket(RESTING))
    expect(await exchange.balance()).toMatchObject({ settledCash: money('25000'), reservedCash: 0 })
  })

  test('is needed', async () => {
    const { exchange } = await openFloor({ tape: TAPE })
    expect(await exchange.place(ticket(RESTING), undefined)).toMatchObject(refusal(101))
    expect(await exchange.place(ticket(RESTING), '77')).toMatchObject(refusal(101))
  })

  test('is used up by its placement', async () => {
    const { exchange } = await openFloor({ tape: TAPE })
    const order = ticket(RESTING)
    const previewId = await previewed({ exchange }, order)
    expect(await exchange.place(order, previewId)).toMatchObject({ ok: true })
    expect(await exchange.place(order, previewId)).toMatchObject(refusal(101))
    expect((await exchange.orders()).orders).toHaveLength(1)
  })

  test.each([
    [-1, { ok: true }],
    [0, { ok: true }],
    [1, refusal(101)],
  ])('at 180 seconds %i ms of age is answered with %j', async (offsetMs, answer) => {
    const { exchange, clock } = await openFloor({ tape: TAPE })
    const order = ticket(RESTING)
    const previewId = await previewed({ exchange }, order)
    await clock.sleep(PREVIEW_LIFE_MS + offsetMs)
    expect(await exchange.place(order, previewId)).toMatchObject(answer)
  })

  test.each([
    ['symbol', { symbol: 'SOXL' as Ticker }],
    ['side', { side: 'SELL' }],
    ['quantity', { quantity: 99 }],
    ['price', { limit: money('47.01') }],
    ['term', { orderTerm: 'GOOD_UNTIL_CANCEL' }],
    ['client order id', { clientOrderId: 'another' as ClientOrderId }],
    ['price type', { type: 'STOP', stop: money('47.00') }],
  ] as const)('does not cover another %s', async (_, change) => {
    const { exchange } = await openFloor({ tape: TAPE })
    const order = ticket(RESTING)
    const previewId = await previewed({ exchange }, order)
    expect(await exchange.place({ ...order, ...change } as typeof order, previewId)).toMatchObject(
      refusal(101),
    )
    expect(await exchange.place(order, previewId)).toMatchObject({ ok: true })
  })
})

describe('a client order id', () => {
  test.each([
    ['', refusal(90_001)],
    ['a', { ok: true }],
    ['A1'.repeat(10), { ok: true }],
    ['A1'.repeat(10).concat('x'), refusal(90_001)],
    ['has-dash', refusal(90_001)],
    ['é', refusal(90_001)],
  ])('"%s" is answered with %j', async (clientOrderId, answer) => {
    const { exchange } = await openFloor({ tape: TAPE })
    const order = ticket({ ...RESTING, clientOrderId: clientOrderId as ClientOrderId })
    expect(await exchange.preview(order)).toMatchObject(answer)
  })

  test('serves one order of the account', async () => {
    const { exchange } = await openFloor({ tape: TAPE })
    const order = ticket(RESTING)
    const [first, second] = [await previewed({ exchange }, order), await previewed({ exchange }, order)]
    expect(await exchange.place(order, first)).toMatchObject({ ok: true })
    expect(await exchange.place(order, second)).toMatchObject(refusal(90_002))
    expect(await exchange.preview(order)).toMatchObject(refusal(90_002))
  })
})

describe('the shape of an order', () => {
  test('its symbol is traded here', async () => {
    await expectRefusal(ticket({ ...RESTING, symbol: 'NONE' as Ticker }), 90_003)
  })

  test.each([0, -1, 0.5, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    '%d is no quantity',
    async (quantity) => {
      await expectRefusal(ticket({ ...RESTING, quantity }), 90_004)
    },
  )

  test.each([
    ['0', refusal(90_005)],
    ['-1', refusal(90_005)],
    ['0.0001', { ok: true }],
    ['0.9999', { ok: true }],
    ['1.0001', refusal(90_005)],
    ['1.00', { ok: true }],
    ['47.005', refusal(90_005)],
    ['47.01', { ok: true }],
  ])('a limit of %s is answered with %j', async (limit, answer) => {
    const { exchange } = await openFloor({ tape: TAPE })
    expect(await exchange.preview(ticket({ ...RESTING, limit }))).toMatchObject(answer)
  })
})

describe('a market order', () => {
  test('is good for the day only', async () => {
    await expectRefusal(ticket({ side: 'BUY', type: 'MARKET', orderTerm: 'GOOD_UNTIL_CANCEL' }), 1035)
  })

  test.each([
    ['09:29:59', refusal(90_006)],
    ['09:30:00', { ok: true }],
    ['15:59:59', { ok: true }],
    ['16:00:00', refusal(90_006)],
  ])('at %s is answered with %j', async (wallClock, answer) => {
    const tape = [printed('09:00', { last: '47.49' })]
    const { exchange } = await openFloor({ tape, now: at(wallClock) })
    expect(await exchange.preview(ticket({ side: 'BUY', type: 'MARKET' }))).toMatchObject(answer)
  })

  test('needs a quote', async () => {
    const market = new ScriptedMarket([], { symbols: [TQQQ], previousClose: money('47.00') })
    const { exchange } = await openFloor({ tape: [], market })
    expect(await exchange.preview(ticket({ side: 'BUY', type: 'MARKET' }))).toMatchObject(refusal(1508))
  })
})

describe('a stop', () => {
  test.each([
    ['47.46', { ok: true }],
    ['47.47', { ok: true }],
    ['47.48', refusal(2084)],
    ['47.60', refusal(2084)],
  ])('to sell at %s under a bid of 47.48 is answered with %j', async (stop, answer) => {
    const { exchange } = await holding100()
    expect(await exchange.preview(ticket({ side: 'SELL', type: 'STOP', stop }))).toMatchObject(answer)
  })

  test.each([
    ['47.40', refusal(2085)],
    ['47.50', refusal(2085)],
    ['47.51', { ok: true }],
    ['47.52', { ok: true }],
  ])('to buy at %s over an ask of 47.50 is answered with %j', async (stop, answer) => {
    const { exchange } = await openFloor({ tape: TAPE })
    expect(await exchange.preview(ticket({ side: 'BUY', type: 'STOP', stop }))).toMatchObject(answer)
  })

  test.each([
    ['46.99', { ok: true }],
    ['47.00', refusal(2084)],
  ])('to sell at %s is measured against the close of 47.00 before the first quote', async (stop, answer) => {
    const { exchange, clock } = await holding100([printed('15:59', { last: '47.00' })])
    clock.moveTo(at('08:00', '2026-03-04'))
    expect(await exchange.preview(ticket({ side: 'SELL', type: 'STOP', stop }))).toMatchObject(answer)
  })

  test('needs a price to be measured against', async () => {
    const { exchange } = await openFloor({ tape: [], market: new ScriptedMarket([], { symbols: [TQQQ] }) })
    const stop = ticket({ side: 'BUY', type: 'STOP', stop: '47.00' })
    expect(await exchange.preview(stop)).toMatchObject(refusal(1508))
  })
})

describe('a sell', () => {
  const sell = (quantity: number) => ticket({ side: 'SELL', type: 'LIMIT', limit: '60.00', quantity })

  test('without a position is refused', async () => {
    await expectRefusal(sell(1), 1040)
  })

  test.each([
    [100, { ok: true }],
    [101, refusal(1037)],
  ])('of %i out of 100 shares is answered with %j', async (quantity, answer) => {
    const { exchange } = await holding100()
    expect(await enter(exchange, sell(quantity))).toMatchObject(answer)
  })

  test('cannot offer shares another sell offers', async () => {
    const { exchange } = await holding100()
    await accepted(exchange, sell(60))
    expect(await enter(exchange, sell(41))).toMatchObject(refusal(1037))
    expect(await enter(exchange, sell(40))).toMatchObject({ ok: true })
    expect(await enter(exchange, sell(1))).toMatchObject(refusal(1037))
  })

  test('gets the shares back once the other is cancelled', async () => {
    const { exchange } = await holding100()
    const first = await accepted(exchange, sell(100))
    await exchange.cancel(first)
    expect(await enter(exchange, sell(100))).toMatchObject({ ok: true })
  })

  test('is checked again at its placement', async () => {
    const { exchange } = await holding100()
    const [order, rival] = [sell(100), sell(100)]
    const previewId = await previewed({ exchange }, order)
    await accepted(exchange, rival)
    expect(await exchange.place(order, previewId)).toMatchObject(refusal(1037))
  })
})

describe('a buy', () => {
  test.each([
    ['8740.00', { ok: true }],
    ['8739.99', refusal(90_007)],
  ])('of 184 at 47.50 with %s settled is answered with %j', async (startCash, answer) => {
    const { exchange } = await openFloor({ tape: TAPE, account: { startCash: money(startCash) } })
    const buy = ticket({ side: 'BUY', type: 'LIMIT', limit: '47.50', quantity: 184 })
    expect(await enter(exchange, buy)).toMatchObject(answer)
  })

  test('of an absurd quantity is refused like any other', async () => {
    await expectRefusal(ticket({ ...RESTING, quantity: Number.MAX_SAFE_INTEGER }), 90_007)
  })

  test('cannot use the cash an open buy sets aside', async () => {
    const { exchange } = await openFloor({ tape: TAPE, account: { startCash: money('10000') } })
    const open = await accepted(exchange, ticket(RESTING))
    expect(await exchange.balance()).toMatchObject({
      cash: money('10000'),
      settledCash: money('5300'),
      cashBuyingPower: money('5300'),
      reservedCash: money('4700'),
    })
    expect(await enter(exchange, ticket({ ...RESTING, quantity: 113 }))).toMatchObject(refusal(90_007))
    await exchange.cancel(open)
    expect(await enter(exchange, ticket({ ...RESTING, quantity: 113 }))).toMatchObject({ ok: true })
  })
})

test('the notice tells whether the order works now or from the next open', async () => {
  const notices = ['09:29:59', '09:30:00', '15:59:59', '16:00:00'].map(async (wallClock) => {
    const { exchange } = await openFloor({ tape: TAPE, now: at(wallClock) })
    const answer = await enter(exchange, ticket(RESTING))
    return answer.ok ? answer.notice.code : answer.refusal
  })
  expect(await Promise.all(notices)).toEqual([1027, 1026, 1026, 1027])
})

describe('a cancel', () => {
  test('of an open order is a request first and a fact later', async () => {
    const { exchange, clock } = await openFloor({ tape: TAPE, rules: { cancelDelayMs: 2_000 } })
    const orderId = await accepted(exchange, ticket(RESTING))
    expect(await exchange.cancel(orderId)).toMatchObject({
      ok: true,
      orderId,
      requestedAt: at('10:00'),
      notice: { code: 5011 },
    })
    expect(await exchange.cancel(orderId)).toMatchObject(refusal(5003))
    await clock.sleep(1_999)
    expect(await orderOf(exchange, orderId)).toMatchObject({ status: 'CANCEL_REQUESTED' })
    await clock.sleep(1)
    const names = ['ORDER_PLACED', 'CANCEL_REQUESTED', 'ORDER_CANCELLED']
    const order = await orderOf(exchange, orderId)
    expect(order.status).toBe('CANCELLED')
    expect(order.events.map(({ name }) => name)).toEqual(names)
    expect(order).not.toHaveProperty('executedAt')
    expect(order).not.toHaveProperty('averagePrice')
  })

  test('takes effect with the next call by default', async () => {
    const { exchange } = await openFloor({ tape: TAPE })
    const orderId = await accepted(exchange, ticket(RESTING))
    await exchange.cancel(orderId)
    expect(await orderOf(exchange, orderId)).toMatchObject({ status: 'CANCELLED' })
    expect(await exchange.cancel(orderId)).toMatchObject(refusal(5001))
  })

  test('of an executed order comes too late', async () => {
    const { exchange } = await openFloor({ tape: TAPE })
    const orderId = await accepted(exchange, ticket({ side: 'BUY', type: 'MARKET' }))
    expect(await exchange.cancel(orderId)).toMatchObject(refusal(5001))
  })

  test('of an order nobody placed is refused', async () => {
    const { exchange } = await openFloor({ tape: TAPE })
    expect(await exchange.cancel('404' as never)).toMatchObject(refusal(90_008))
  })
})

function refusal(code: number) {
  return { ok: false, refusal: { code } }
}

async function expectRefusal(order: ReturnType<typeof ticket>, code: number): Promise<void> {
  const { exchange } = await openFloor({ tape: TAPE })
  expect(await exchange.preview(order)).toMatchObject(refusal(code))
}

async function previewed({ exchange }: Pick<Floor, 'exchange'>, order: ReturnType<typeof ticket>) {
  const answer = await exchange.preview(order)
  if (!answer.ok) throw new Error(answer.refusal.text)
  return answer.preview.previewId
}

async function holding100(later: typeof TAPE = []): Promise<Floor> {
  const floor = await openFloor({ tape: [...TAPE, ...later] })
  await accepted(floor.exchange, ticket({ side: 'BUY', type: 'MARKET' }))
  return floor
}
