import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { BrokerRefusedError } from '../../shared/domain/errors.ts'
import { type ClientOrderId, type OrderId, ticker } from '../../shared/domain/ids.ts'
import { money } from '../../shared/domain/money.ts'
import type { BrokerOrder, OrderPricing, OrderRequest, OrderSide } from '../../shared/domain/order.ts'
import type { Broker } from '../../shared/ports/broker.ts'
import { parseExchangeDate } from '../../shared/time/exchange-time.ts'
import { IN_TIME, TOO_LATE } from '../support/deadlines.ts'

const TQQQ = ticker('TQQQ')
/** Before every order of the suite. */
const EVER = parseExchangeDate('2020-01-01')

/** A fresh cash account of 25,000 USD within the session, and a hand on the market it trades in. */
export interface BrokerBench {
  readonly broker: Broker
  /** From now on the market shows this quote for TQQQ, with more shares on each side than any test trades. */
  showQuote(quote: { readonly bid: string; readonly ask: string }): Promise<void>
  close(): Promise<void>
}

/** How the suite gets at one adapter. */
export interface BrokerAdapter {
  readonly name: string
  open(): Promise<BrokerBench>
}

/** The promise of the `Broker` port as tests; every adapter passes all of them. */
export function brokerContract(adapter: BrokerAdapter): void {
  describe(`${adapter.name} keeps the promise of the broker`, () => {
    let bench: BrokerBench
    let sent = 0
    beforeEach(async () => {
      bench = await adapter.open()
      sent = 0
      await bench.showQuote({ bid: '47.48', ask: '47.50' })
    })
    afterEach(() => bench.close())

    function order(side: OrderSide, quantity: number, pricing: OrderPricing): OrderRequest {
      sent += 1
      const clientOrderId = `OB20260303${String(sent).padStart(4, '0')}` as ClientOrderId
      return { symbol: TQQQ, side, quantity, clientOrderId, ...pricing }
    }

    const limit = (price: string): OrderPricing => ({ type: 'LIMIT', limit: money(price) })

    async function send(request: OrderRequest): Promise<OrderId> {
      return bench.broker.place(request, await bench.broker.preview(request), IN_TIME)
    }

    async function listed(orderId: OrderId): Promise<BrokerOrder | undefined> {
      return (await bench.broker.orders({ from: EVER })).find((known) => known.orderId === orderId)
    }

    test('a new account has its cash, no shares and no orders', async () => {
      expect(await bench.broker.balance()).toMatchObject({ kind: 'CASH', settledCash: money('25000') })
      expect(await bench.broker.holdings()).toEqual([])
      expect(await bench.broker.orders({ from: EVER })).toEqual([])
    })

    test('a preview changes nothing', async () => {
      const preview = await bench.broker.preview(order('BUY', 100, limit('47.50')))
      expect(preview.previewId).not.toBe('')
      expect(await bench.broker.orders({ from: EVER })).toEqual([])
    })

    test('an order whose deadline has passed does not leave', async () => {
      const request = order('BUY', 100, limit('47.50'))
      const preview = await bench.broker.preview(request)
      const placed = bench.broker.place(request, preview, TOO_LATE)
      await expect(placed).rejects.toThrow(BrokerRefusedError)
      await expect(placed).rejects.toThrow('it was not sent: its time was over')
      expect(await bench.broker.orders({ from: EVER })).toEqual([])
    })

    test('a marketable buy fills at the ask, and cash becomes shares', async () => {
      const orderId = await send(order('BUY', 100, limit('47.60')))
      expect(await listed(orderId)).toMatchObject({
        symbol: 'TQQQ',
        side: 'BUY',
        quantity: 100,
        status: 'EXECUTED',
        filledQuantity: 100,
        averagePrice: money('47.50'),
        type: 'LIMIT',
        limit: money('47.60'),
      })
      expect(await bench.broker.holdings()).toMatchObject([
        { symbol: 'TQQQ', quantity: 100, averageCost: money('47.50') },
      ])
      expect((await bench.broker.balance()).settledCash).toBe(money('20250'))
    })

    test('a sale at market fills at the bid, and its money is not settled today', async () => {
      await send(order('BUY', 100, limit('47.50')))
      await bench.broker.orders({ from: EVER })
      await bench.showQuote({ bid: '48.05', ask: '48.07' })
      const orderId = await send(order('SELL', 100, { type: 'MARKET' }))
      expect(await listed(orderId)).toMatchObject({ status: 'EXECUTED', averagePrice: money('48.05') })
      expect(await bench.broker.holdings()).toEqual([])
      const { cash, settledCash } = await bench.broker.balance()
      expect(cash).toBe(money('25055'))
      expect(settledCash).toBe(money('20250'))
    })

    test('a buy below the ask rests, binds its money, and fills when the market comes to it', async () => {
      const orderId = await send(order('BUY', 100, limit('47.00')))
      expect(await listed(orderId)).toMatchObject({ status: 'OPEN', filledQuantity: 0 })
      expect((await listed(orderId))?.averagePrice).toBeUndefined()
      expect((await bench.broker.balance()).settledCash).toBe(money('20300'))
      await bench.showQuote({ bid: '46.98', ask: '47.00' })
      expect(await listed(orderId)).toMatchObject({ status: 'EXECUTED', averagePrice: money('47.00') })
    })

    test('a cancelled order never fills, and its money is free again', async () => {
      const orderId = await send(order('BUY', 100, limit('47.00')))
      expect(await bench.broker.cancel({ orderId, symbol: TQQQ })).toBe('requested')
      await bench.showQuote({ bid: '46.98', ask: '47.00' })
      expect(await listed(orderId)).toMatchObject({ status: 'CANCELLED', filledQuantity: 0 })
      expect((await bench.broker.balance()).settledCash).toBe(money('25000'))
    })

    test('an order that has filled can not be cancelled any more', async () => {
      const orderId = await send(order('BUY', 100, limit('47.50')))
      await listed(orderId)
      expect(await bench.broker.cancel({ orderId, symbol: TQQQ })).toBe('too-late')
      expect(await listed(orderId)).toMatchObject({ status: 'EXECUTED' })
    })

    test('a sell stop rests until the price comes down to it, and then sells', async () => {
      await send(order('BUY', 100, limit('47.50')))
      const orderId = await send(order('SELL', 100, { type: 'STOP', stop: money('46.50') }))
      expect(await listed(orderId)).toMatchObject({ status: 'OPEN', type: 'STOP', stop: money('46.50') })
      await bench.showQuote({ bid: '46.60', ask: '46.62' })
      expect(await listed(orderId)).toMatchObject({ status: 'OPEN' })
      await bench.showQuote({ bid: '46.40', ask: '46.42' })
      expect(await listed(orderId)).toMatchObject({ status: 'EXECUTED', averagePrice: money('46.40') })
      expect(await bench.broker.holdings()).toEqual([])
    })

    test('a buy beyond the settled cash is refused', async () => {
      await expect(send(order('BUY', 527, limit('47.50')))).rejects.toThrow(BrokerRefusedError)
      expect(await bench.broker.orders({ from: EVER })).toEqual([])
    })

    test('a sale of more shares than are held is refused', async () => {
      await send(order('BUY', 100, limit('47.50')))
      await bench.broker.orders({ from: EVER })
      await expect(send(order('SELL', 101, { type: 'MARKET' }))).rejects.toThrow(BrokerRefusedError)
    })

    test('shares that an open sale holds can not be sold again', async () => {
      await send(order('BUY', 100, limit('47.50')))
      await bench.broker.orders({ from: EVER })
      await send(order('SELL', 60, limit('50.00')))
      await expect(send(order('SELL', 41, limit('50.00')))).rejects.toThrow(BrokerRefusedError)
      await send(order('SELL', 40, limit('50.00')))
    })
  })
}
