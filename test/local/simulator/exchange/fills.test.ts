import { describe, expect, test } from '@jest/globals'
import { money } from '../../../../shared/domain/money.ts'
import { accepted, at, openFloor, orderOf, printed, SOXL, TQQQ, ticket } from './trading-day.ts'

const MORNING = printed('09:59', { last: '47.49', bid: '47.48', ask: '47.50' })
const NEXT_DAY = '2026-03-04'

describe('an order that meets its price on arrival', () => {
  test('fills at the quote of that moment', async () => {
    const { exchange } = await openFloor({ tape: [MORNING] })
    const orderId = await accepted(exchange, ticket({ side: 'BUY', type: 'LIMIT', limit: '47.60' }))
    expect(await orderOf(exchange, orderId)).toMatchObject({
      status: 'EXECUTED',
      placedAt: at('10:00'),
      executedAt: at('10:00'),
      filledQuantity: 100,
      averagePrice: money('47.50'),
      notional: money('4750'),
      fees: 0,
      events: [
        { name: 'ORDER_PLACED', time: at('10:00') },
        { name: 'ORDER_EXECUTED', time: at('10:00'), quantity: 100, price: money('47.50') },
      ],
    })
    expect(await exchange.holdings()).toEqual([
      {
        symbol: TQQQ,
        quantity: 100,
        averageCost: money('47.50'),
        cost: money('4750'),
        acquiredAt: at('10:00'),
      },
    ])
  })

  test('makes the golden trade exactly 101.20', async () => {
    const tape = [MORNING, printed('10:15:30', { last: '48.05', bid: '48.05', ask: '48.06' })]
    const { exchange, clock } = await openFloor({ tape })
    await accepted(exchange, ticket({ side: 'BUY', type: 'LIMIT', limit: '47.50', quantity: 184 }))
    clock.moveTo(at('10:16'))
    await accepted(exchange, ticket({ side: 'SELL', type: 'LIMIT', limit: '47.95', quantity: 184 }))
    expect(await exchange.balance()).toMatchObject({ cash: money('25101.20') })
    expect(await exchange.holdings()).toEqual([])
  })
})

describe('a resting limit', () => {
  test('fills at the first print that brings the quote to it', async () => {
    const tape = [
      MORNING,
      printed('10:01', { last: '46.90', bid: '46.99', ask: '47.01' }),
      printed('10:02', { last: '47.00', bid: '46.99', ask: '47.00' }),
      printed('10:03', { last: '46.50' }),
    ]
    const { exchange, clock } = await openFloor({ tape })
    const orderId = await accepted(exchange, ticket({ side: 'BUY', type: 'LIMIT', limit: '47.00' }))
    clock.moveTo(at('10:01'))
    expect(await orderOf(exchange, orderId)).toMatchObject({ status: 'OPEN', filledQuantity: 0 })
    clock.moveTo(at('10:05'))
    expect(await orderOf(exchange, orderId)).toMatchObject({
      status: 'EXECUTED',
      executedAt: at('10:02'),
      averagePrice: money('47.00'),
    })
  })

  test('is untouched by the prints of another symbol and of its own past', async () => {
    const tape = [
      MORNING,
      printed('09:50', { last: '40.00' }),
      printed('10:01', { last: '40.00' }, { symbol: SOXL }),
    ]
    const { exchange, clock } = await openFloor({ tape })
    const orderId = await accepted(exchange, ticket({ side: 'BUY', type: 'LIMIT', limit: '47.00' }))
    clock.moveTo(at('10:05'))
    expect(await orderOf(exchange, orderId)).toMatchObject({ status: 'OPEN' })
  })
})

describe('a resting stop', () => {
  test.each([
    ['at its price when the tape walks down to it', { last: '47.40', bid: '47.40' }, '47.40'],
    ['at the bid when that is lower', { last: '47.40', bid: '47.37' }, '47.37'],
    ['at the bid after a gap', { last: '45.00', bid: '44.98' }, '44.98'],
    ['never above its price', { last: '47.40', bid: '47.45' }, '47.40'],
  ])('sells %s', async (_, { last, bid }, price) => {
    const { exchange, orderId, clock } = await protectedPosition(
      printed('10:01', { last, bid, ask: '47.50' }),
    )
    clock.moveTo(at('10:02'))
    expect(await orderOf(exchange, orderId)).toMatchObject({
      status: 'EXECUTED',
      triggeredAt: at('10:01'),
      averagePrice: money(price),
    })
  })

  test('waits while only the bid is below it', async () => {
    const { exchange, orderId, clock } = await protectedPosition(
      printed('10:01', { last: '47.41', bid: '47.30', ask: '47.42' }),
    )
    clock.moveTo(at('10:02'))
    expect(await orderOf(exchange, orderId)).toMatchObject({ status: 'OPEN' })
  })

  test('does not fill on arrival, whatever the last trade was', async () => {
    const tape = [printed('09:59', { last: '47.30', bid: '47.48', ask: '47.50' })]
    const { exchange } = await openFloor({ tape })
    await accepted(exchange, ticket({ side: 'BUY', type: 'MARKET' }))
    const orderId = await accepted(exchange, ticket({ side: 'SELL', type: 'STOP', stop: '47.40' }))
    expect(await orderOf(exchange, orderId)).toMatchObject({ status: 'OPEN' })
  })

  test('that gaps over night sells at the first bid of the next session', async () => {
    const gap = printed('09:30', { last: '44.00', bid: '43.99', ask: '44.01' }, { date: NEXT_DAY })
    const preMarket = printed('08:00', { last: '43.00' }, { date: NEXT_DAY })
    const { exchange, orderId, clock } = await protectedPosition(gap, preMarket)
    clock.moveTo(at('09:31', NEXT_DAY))
    expect(await orderOf(exchange, orderId)).toMatchObject({
      executedAt: at('09:30', NEXT_DAY),
      averagePrice: money('43.99'),
    })
  })

  async function protectedPosition(...later: ReturnType<typeof printed>[]) {
    const floor = await openFloor({ tape: [MORNING, ...later] })
    await accepted(floor.exchange, ticket({ side: 'BUY', type: 'MARKET' }))
    const stop = ticket({ side: 'SELL', type: 'STOP', stop: '47.40', orderTerm: 'GOOD_UNTIL_CANCEL' })
    return { ...floor, orderId: await accepted(floor.exchange, stop) }
  }
})

describe('with fills limited by the displayed size', () => {
  const rules = { fillsLimitedByDisplayedSize: true }

  test('an order fills in parts and averages over them', async () => {
    const tape = [
      printed('09:59', { last: '47.49', bid: '47.48', ask: '47.50' }, { askSize: 60 }),
      printed('10:01', { last: '47.47', bid: '47.46', ask: '47.47' }, { askSize: 30 }),
      printed('10:02', { last: '47.40', bid: '47.39', ask: '47.40' }, { askSize: 500 }),
    ]
    const { exchange, clock } = await openFloor({ tape, rules })
    const orderId = await accepted(exchange, ticket({ side: 'BUY', type: 'LIMIT', limit: '47.50' }))
    expect(await orderOf(exchange, orderId)).toMatchObject({ status: 'PARTIAL', filledQuantity: 60 })
    expect(await exchange.balance()).toMatchObject({ cash: money('22150'), reservedCash: money('1900') })
    clock.moveTo(at('10:05'))
    expect(await orderOf(exchange, orderId)).toMatchObject({
      status: 'EXECUTED',
      filledQuantity: 100,
      notional: money('4748.10'),
      averagePrice: money('47.481'),
      executedAt: at('10:02'),
    })
  })

  test('a cancelled order keeps what was filled before', async () => {
    const tape = [printed('09:59', { last: '47.49', bid: '47.48', ask: '47.50' }, { askSize: 60 })]
    const { exchange } = await openFloor({ tape, rules })
    const orderId = await accepted(exchange, ticket({ side: 'BUY', type: 'LIMIT', limit: '47.50' }))
    await exchange.cancel(orderId)
    expect(await orderOf(exchange, orderId)).toMatchObject({ status: 'CANCELLED', filledQuantity: 60 })
    expect(await exchange.balance()).toMatchObject({ settledCash: money('22150'), reservedCash: 0 })
  })

  test('a triggered stop sells its rest even after the price came back, at its stop', async () => {
    const tape = [
      printed('09:59', { last: '47.49', bid: '47.48', ask: '47.50' }),
      printed('10:01', { last: '47.40', bid: '47.38', ask: '47.41' }, { bidSize: 70 }),
      printed('10:02', { last: '47.60', bid: '47.59', ask: '47.61' }),
    ]
    const { exchange, clock } = await openFloor({ tape, rules })
    await accepted(exchange, ticket({ side: 'BUY', type: 'MARKET' }))
    const orderId = await accepted(exchange, ticket({ side: 'SELL', type: 'STOP', stop: '47.40' }))
    clock.moveTo(at('10:05'))
    expect((await orderOf(exchange, orderId)).events).toMatchObject([
      { name: 'ORDER_PLACED' },
      { name: 'ORDER_EXECUTED', quantity: 70, price: money('47.38') },
      { name: 'ORDER_EXECUTED', quantity: 30, price: money('47.40') },
    ])
  })

  test('a market buy is rejected rather than filled on credit when its price runs away', async () => {
    const tape = [
      printed('09:59', { last: '47.49', bid: '47.48', ask: '47.50' }, { askSize: 60 }),
      printed('10:01', { last: '60.00', bid: '59.99', ask: '60.00' }),
    ]
    const { exchange, clock } = await openFloor({ tape, rules, account: { startCash: money('4750') } })
    const orderId = await accepted(exchange, ticket({ side: 'BUY', type: 'MARKET' }))
    clock.moveTo(at('10:05'))
    const order = await orderOf(exchange, orderId)
    expect(order).toMatchObject({ status: 'REJECTED', filledQuantity: 60 })
    expect(order.events.at(-1)).toEqual({ name: 'SYSTEM_REJECTED', time: at('10:01') })
    expect(await exchange.balance()).toMatchObject({ cash: money('1900'), settledCash: money('1900') })
  })
})

test('a stop that gaps up does not fill its first shares from what its rest has set aside', async () => {
  const tape = [
    printed('09:59', { last: '50.00', bid: '49.99', ask: '50.00' }),
    printed('10:01', { last: '60.00', bid: '59.99', ask: '60.00' }, { askSize: 50 }),
  ]
  const { exchange, clock } = await openFloor({
    tape,
    rules: { fillsLimitedByDisplayedSize: true },
    account: { startCash: money('5200') },
  })
  const orderId = await accepted(exchange, ticket({ side: 'BUY', type: 'STOP', stop: '51.00' }))
  clock.moveTo(at('10:01'))
  expect(await orderOf(exchange, orderId)).toMatchObject({ status: 'REJECTED', filledQuantity: 0 })
  expect(await exchange.balance()).toMatchObject({ cash: money('5200'), reservedCash: 0 })
})

describe('the race of a cancel with a fill', () => {
  const tape = [MORNING, printed('10:00:01', { last: '47.00', bid: '46.99', ask: '47.00' })]
  const resting = { side: 'BUY', type: 'LIMIT', limit: '47.00' } as const

  test.each([
    [999, { status: 'CANCELLED', filledQuantity: 0 }],
    [1_000, { status: 'CANCELLED', filledQuantity: 0 }],
    [1_001, { status: 'EXECUTED', filledQuantity: 100 }],
  ])('with %i ms on the way and a print after 1,000 ms ends as %j', async (cancelDelayMs, end) => {
    const { exchange, clock } = await openFloor({ tape, rules: { cancelDelayMs } })
    const orderId = await accepted(exchange, ticket(resting))
    await exchange.cancel(orderId)
    clock.moveTo(at('10:01'))
    expect(await orderOf(exchange, orderId)).toMatchObject(end)
  })

  test('that fills in part stays a pending cancel', async () => {
    const rules = { fillsLimitedByDisplayedSize: true, cancelDelayMs: 60_000 }
    const small = printed('10:00:01', { last: '47.00', bid: '46.99', ask: '47.00' }, { askSize: 30 })
    const { exchange, clock } = await openFloor({ tape: [MORNING, small], rules })
    const orderId = await accepted(exchange, ticket(resting))
    await exchange.cancel(orderId)
    clock.moveTo(at('10:00:30'))
    expect(await orderOf(exchange, orderId)).toMatchObject({ status: 'CANCEL_REQUESTED', filledQuantity: 30 })
    clock.moveTo(at('10:01'))
    expect(await orderOf(exchange, orderId)).toMatchObject({ status: 'CANCELLED', filledQuantity: 30 })
  })
})

test('with fees on, a sell pays 0.1730 on 1,454 shares and a buy pays nothing', async () => {
  const tape = [printed('09:59', { last: '0.20', bid: '0.20', ask: '0.21' })]
  const { exchange } = await openFloor({ tape, rules: { feesEnabled: true } })
  const buy = await accepted(exchange, ticket({ side: 'BUY', type: 'MARKET', quantity: 1_454 }))
  const sell = await accepted(exchange, ticket({ side: 'SELL', type: 'MARKET', quantity: 1_454 }))
  expect((await orderOf(exchange, buy)).fees).toBe(0)
  expect((await orderOf(exchange, sell)).fees).toBe(money('0.1730'))
  expect((await exchange.balance()).cash).toBe(money('24985.2870'))
})
