import { describe, expect, test } from '@jest/globals'
import { money } from '../../../../shared/domain/money.ts'
import { accepted, at, openFloor, orderOf, printed, ticket } from './trading-day.ts'

const MORNING = printed('09:59', { last: '47.49', bid: '47.48', ask: '47.50' })
const WEDNESDAY = '2026-03-04'
const FRIDAY = '2026-03-06'
const MONDAY = '2026-03-09'
const BLACK_FRIDAY = '2026-11-27'
const RESTING = { side: 'BUY', type: 'LIMIT', limit: '47.00' } as const

describe('an order that is good for the day', () => {
  test.each([
    ['15:59:59.999', 'OPEN'],
    ['16:00:00', 'EXPIRED'],
  ])('is at %s %s', async (wallClock, status) => {
    const { exchange, clock } = await openFloor({ tape: [MORNING] })
    const orderId = await accepted(exchange, ticket(RESTING))
    clock.moveTo(at(wallClock))
    expect(await orderOf(exchange, orderId)).toMatchObject({ status })
  })

  test('expires at the close, however late that is noticed, and gives its cash back', async () => {
    const tape = [MORNING, printed('10:00', { last: '40.00' }, { date: WEDNESDAY })]
    const { exchange, clock } = await openFloor({ tape })
    const orderId = await accepted(exchange, ticket(RESTING))
    clock.moveTo(at('12:00', WEDNESDAY))
    const { status, events } = await orderOf(exchange, orderId)
    expect(status).toBe('EXPIRED')
    expect(events.at(-1)).toEqual({ name: 'ORDER_EXPIRED', time: at('16:00') })
    expect(await exchange.balance()).toMatchObject({ reservedCash: 0, settledCash: money('25000') })
  })

  test('does not trade with a print at the close or after it', async () => {
    const tape = [MORNING, printed('16:00', { last: '40.00' }), printed('16:30', { last: '40.00' })]
    const { exchange, clock } = await openFloor({ tape })
    const orderId = await accepted(exchange, ticket(RESTING))
    clock.moveTo(at('17:00'))
    expect(await orderOf(exchange, orderId)).toMatchObject({ status: 'EXPIRED', filledQuantity: 0 })
  })

  test('ends with an early close', async () => {
    const tape = [
      printed('09:59', { last: '47.49' }, { date: BLACK_FRIDAY }),
      printed('13:00', { last: '40.00' }, { date: BLACK_FRIDAY }),
    ]
    const { exchange, clock } = await openFloor({ tape, now: at('10:00', BLACK_FRIDAY) })
    const orderId = await accepted(exchange, ticket(RESTING))
    clock.moveTo(at('13:30', BLACK_FRIDAY))
    const { status, events } = await orderOf(exchange, orderId)
    expect(status).toBe('EXPIRED')
    expect(events.at(-1)).toMatchObject({ time: at('13:00', BLACK_FRIDAY) })
  })
})

describe('an order placed while the market is closed', () => {
  const tape = [
    printed('15:59', { last: '47.49' }, { date: FRIDAY }),
    printed('08:00', { last: '40.00' }, { date: MONDAY }),
    printed('09:30:01', { last: '46.89', bid: '46.88', ask: '46.90' }, { date: MONDAY }),
    printed('10:00', { last: '45.00' }, { date: MONDAY }),
  ]

  test.each([
    ['after Friday’s close', at('18:00', FRIDAY)],
    ['on a Sunday', at('12:00', '2026-03-08')],
    ['before Monday’s open', at('07:00', MONDAY)],
  ])('%s works from Monday’s open until Monday’s close', async (_, now) => {
    const { exchange, clock } = await openFloor({ tape, now })
    const orderId = await accepted(exchange, ticket(RESTING))
    const unreachable = await accepted(exchange, ticket({ ...RESTING, limit: '30.00' }))
    clock.moveTo(at('09:29:59', MONDAY))
    expect(await orderOf(exchange, orderId)).toMatchObject({ status: 'OPEN' })
    clock.moveTo(at('23:00', MONDAY))
    expect(await orderOf(exchange, orderId)).toMatchObject({
      status: 'EXECUTED',
      executedAt: at('09:30:01', MONDAY),
      averagePrice: money('46.90'),
    })
    const { events } = await orderOf(exchange, unreachable)
    expect(events.at(-1)).toEqual({ name: 'ORDER_EXPIRED', time: at('16:00', MONDAY) })
  })

  test('works through its session also when nobody looks before the day after', async () => {
    const { exchange, clock } = await openFloor({ tape, now: at('18:00', FRIDAY) })
    const orderId = await accepted(exchange, ticket(RESTING))
    clock.moveTo(at('12:00', '2026-03-10'))
    expect(await orderOf(exchange, orderId)).toMatchObject({ executedAt: at('09:30:01', MONDAY) })
  })

  test('can be cancelled before it ever worked', async () => {
    const { exchange } = await openFloor({ tape, now: at('12:00', '2026-03-07') })
    const orderId = await accepted(exchange, ticket(RESTING))
    await exchange.cancel(orderId)
    expect(await orderOf(exchange, orderId)).toMatchObject({ status: 'CANCELLED' })
  })
})

test('an order that is good until cancelled works on over nights and weekends', async () => {
  const tape = [
    printed('15:59', { last: '47.49' }, { date: FRIDAY }),
    printed('16:00', { last: '40.00' }, { date: FRIDAY }),
    printed('20:00', { last: '40.00' }, { date: FRIDAY }),
    printed('11:00', { last: '46.99', bid: '46.98', ask: '47.00' }, { date: MONDAY }),
  ]
  const { exchange, clock } = await openFloor({ tape, now: at('15:00', FRIDAY) })
  const orderId = await accepted(exchange, ticket({ ...RESTING, orderTerm: 'GOOD_UNTIL_CANCEL' }))
  clock.moveTo(at('10:00', MONDAY))
  expect(await orderOf(exchange, orderId)).toMatchObject({ status: 'OPEN' })
  clock.moveTo(at('12:00', MONDAY))
  expect(await orderOf(exchange, orderId)).toMatchObject({
    status: 'EXECUTED',
    executedAt: at('11:00', MONDAY),
  })
})

describe('proceeds of a sell', () => {
  const FRIDAY_TAPE = [printed('09:59', { last: '50.00', bid: '50.00', ask: '50.00' }, { date: FRIDAY })]
  const START = { startCash: money('5000') }

  test('are cash at once and settled on the next trading day', async () => {
    const { exchange, clock } = await soldOnFriday('CASH')
    expect(await exchange.balance()).toMatchObject({
      cash: money('5000'),
      settledCash: 0,
      cashBuyingPower: 0,
      unsettledCash: money('5000'),
    })
    clock.moveTo(at('23:59', '2026-03-08'))
    expect(await exchange.balance()).toMatchObject({ settledCash: 0 })
    clock.moveTo(at('00:00', MONDAY))
    expect(await exchange.balance()).toMatchObject({ settledCash: money('5000'), unsettledCash: 0 })
  })

  test('buy nothing in a cash account before they are settled', async () => {
    const { exchange } = await soldOnFriday('CASH')
    const buy = ticket({ side: 'BUY', type: 'MARKET', quantity: 1 })
    expect(await exchange.preview(buy)).toMatchObject({ refusal: { code: 90_007 } })
  })

  test('buy at once in a margin account, and nothing beyond them', async () => {
    const { exchange } = await soldOnFriday('MARGIN')
    expect(await exchange.balance()).toMatchObject({ settledCash: 0, cashBuyingPower: money('5000') })
    const buy = (quantity: number) => exchange.preview(ticket({ side: 'BUY', type: 'MARKET', quantity }))
    expect(await buy(101)).toMatchObject({ refusal: { code: 90_007 } })
    expect(await buy(100)).toMatchObject({ ok: true })
  })

  test('add up over the sells of a day and settle day by day', async () => {
    const tape = [
      printed('09:59', { last: '50.00', bid: '50.00', ask: '50.00' }),
      printed('09:59', { last: '60.00', bid: '60.00', ask: '60.00' }, { date: WEDNESDAY }),
    ]
    const { exchange, clock } = await openFloor({ tape })
    const sell = (quantity: number) => ticket({ side: 'SELL', type: 'MARKET', quantity })
    await accepted(exchange, ticket({ side: 'BUY', type: 'MARKET', quantity: 500 }))
    await accepted(exchange, sell(100))
    await accepted(exchange, sell(100))
    expect(await exchange.balance()).toMatchObject({ unsettledCash: money('10000'), settledCash: 0 })
    clock.moveTo(at('10:00', WEDNESDAY))
    await accepted(exchange, sell(100))
    expect(await exchange.balance()).toMatchObject({
      unsettledCash: money('6000'),
      settledCash: money('10000'),
    })
  })

  async function soldOnFriday(kind: 'CASH' | 'MARGIN') {
    const floor = await openFloor({
      tape: FRIDAY_TAPE,
      now: at('10:00', FRIDAY),
      account: { ...START, kind },
    })
    await accepted(floor.exchange, ticket({ side: 'BUY', type: 'MARKET' }))
    await accepted(floor.exchange, ticket({ side: 'SELL', type: 'MARKET' }))
    return floor
  }
})
