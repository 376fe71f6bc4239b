import { describe, expect, test } from '@jest/globals'
import type { OrderFilter } from '../../../../local/simulator/exchange/order-list.ts'
import type { Ticker } from '../../../../shared/domain/ids.ts'
import { parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { accepted, at, type Floor, openFloor, printed, SOXL, TUESDAY, ticket } from './trading-day.ts'

const WEDNESDAY = '2026-03-04'
const TAPE = [
  printed('09:59', { last: '20.00' }, { bidSize: 10, askSize: 10 }),
  printed('09:59', { last: '20.00' }, { symbol: SOXL }),
]
const RESTING = { side: 'BUY', type: 'LIMIT', limit: '10.00' } as const

describe('the order list', () => {
  test.each<[string, OrderFilter, readonly string[]]>([
    ['everything, newest first', {}, ['5', '4', '3', '2', '1']],
    ['open orders, partly filled ones included', { status: 'OPEN' }, ['5', '3']],
    ['partly filled orders', { status: 'PARTIAL' }, ['3']],
    ['expired orders', { status: 'EXPIRED' }, ['1']],
    ['executed orders', { status: 'EXECUTED' }, ['4']],
    ['cancelled orders', { status: 'CANCELLED' }, ['2']],
    ['rejected orders, of which there are none', { status: 'REJECTED' }, []],
    ['one symbol', { symbol: SOXL }, ['4', '2']],
    ['a symbol without orders', { symbol: 'FAS' as Ticker }, []],
    ['orders from a day on', { fromDate: parseExchangeDate(WEDNESDAY) }, ['5', '4', '3']],
    ['orders up to a day', { toDate: parseExchangeDate(TUESDAY) }, ['2', '1']],
    ['the first page', { count: 2 }, ['5', '4']],
    ['the page after a marker', { count: 2, marker: '4' }, ['3', '2']],
    ['nothing after an unknown marker', { marker: '99' }, []],
  ])('shows %s', async (_, filter, orderIds) => {
    const { exchange } = await twoDays()
    const { orders } = await exchange.orders(filter)
    expect(orders.map(({ orderId }) => orderId)).toEqual(orderIds)
  })

  test.each([1, 2, 3, 4, 5, 6])('shows every order once in pages of %i', async (count) => {
    const { exchange } = await twoDays()
    const seen: string[] = []
    let marker: string | undefined
    do {
      const page = await exchange.orders({ count, ...(marker === undefined ? {} : { marker }) })
      seen.push(...page.orders.map(({ orderId }) => orderId))
      marker = page.marker
    } while (marker !== undefined)
    expect(seen).toEqual(['5', '4', '3', '2', '1'])
  })

  test.each([0, 101, 1.5])('refuses a page of %d', async (count) => {
    const { exchange } = await openFloor({ tape: TAPE })
    await expect(exchange.orders({ count })).rejects.toThrow(`count: was ${count}, allowed is 1 to 100`)
  })

  test('knows no order nobody placed', async () => {
    const { exchange } = await openFloor({ tape: TAPE })
    expect(await exchange.order('1' as never)).toBeUndefined()
  })
})

/** 1 expired, 2 cancelled, then on the next day 3 partly filled, 4 executed, 5 open. */
async function twoDays(): Promise<Floor> {
  const tape = [...TAPE, ...TAPE.map((print) => ({ ...print, time: at('09:59', WEDNESDAY) }))]
  const floor = await openFloor({ tape, rules: { fillsLimitedByDisplayedSize: true } })
  const { exchange, clock } = floor
  await accepted(exchange, ticket(RESTING))
  await exchange.cancel(await accepted(exchange, ticket({ ...RESTING, symbol: SOXL })))
  clock.moveTo(at('10:00', WEDNESDAY))
  await accepted(exchange, ticket({ side: 'BUY', type: 'MARKET' }))
  await accepted(exchange, ticket({ side: 'BUY', type: 'MARKET', symbol: SOXL }))
  await accepted(exchange, ticket(RESTING))
  return floor
}
