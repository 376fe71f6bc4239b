import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type ClientOrderId, type Ticker, ticker } from '../../../shared/domain/ids.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import type { OrderPricing, OrderRequest } from '../../../shared/domain/order.ts'
import {
  acceptOrder,
  fillOrder,
  newPaperAccount,
  openOrders,
  openQuantity,
  type PaperAccount,
  type PaperFill,
  type PaperOrder,
  paperAccountSchema,
  paperBalance,
  paperHoldings,
  paperRefusal,
  paperReport,
  replaceOrder,
} from '../../../shared/paper/paper-account.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'

const START_CASH = money('25000')
const SYMBOLS = [ticker('TQQQ'), ticker('SQQQ')]

const price = fc.integer({ min: 1, max: 400_000 }) as unknown as fc.Arbitrary<Money>
const quantity = fc.integer({ min: 1, max: 300 })

const pricing: fc.Arbitrary<OrderPricing> = fc.oneof(
  fc.constant({ type: 'MARKET' } as const),
  price.map((limit) => ({ type: 'LIMIT', limit }) as const),
  price.map((stop) => ({ type: 'STOP', stop }) as const),
)

/** An order is sent, a part of an open one trades, or one is cancelled; `pick` chooses among the open ones. */
const event = fc.oneof(
  fc.record({
    kind: fc.constant('send' as const),
    symbol: fc.constantFrom(...SYMBOLS),
    side: fc.constantFrom('BUY' as const, 'SELL' as const),
    quantity,
    pricing,
  }),
  fc.record({
    kind: fc.constant('fill' as const),
    pick: fc.nat(),
    share: fc.double({ min: 0.01, max: 1, noNaN: true }),
    discount: fc.double({ min: 0.5, max: 1, noNaN: true }),
    price,
    fees: fc.nat(5_000) as unknown as fc.Arbitrary<Money>,
  }),
  fc.record({ kind: fc.constant('cancel' as const), pick: fc.nat() }),
)

type Event = typeof event extends fc.Arbitrary<infer Value> ? Value : never

interface Booked extends PaperFill {
  readonly orderId: string
  readonly symbol: Ticker
  readonly side: 'BUY' | 'SELL'
}

/** The account under test beside a plain list of what happened to it. */
class Books {
  account: PaperAccount = newPaperAccount(START_CASH)
  readonly fills: Booked[] = []
  #sent = 0

  apply(each: Event): void {
    if (each.kind === 'send') this.#send(each)
    else this.#applyToOpen(each)
  }

  #applyToOpen(each: Exclude<Event, { readonly kind: 'send' }>): void {
    const open = openOrders(this.account)
    const order = open[each.pick % open.length]
    if (!order) return
    if (each.kind === 'fill') this.#fill(order, each)
    else this.account = replaceOrder(this.account, { ...order, status: 'CANCELLED' })
  }

  #send({ symbol, side, quantity: shares, pricing: asked }: Event & { readonly kind: 'send' }): void {
    this.#sent += 1
    const clientOrderId = `OB${this.#sent}` as ClientOrderId
    const request: OrderRequest = { symbol, side, quantity: shares, clientOrderId, ...asked }
    if (paperRefusal(this.account, request) !== undefined) return
    this.account = acceptOrder(this.account, request, NINE_THIRTY_SIX).account
  }

  #fill(order: PaperOrder, { share, discount, price: any, fees }: Event & { readonly kind: 'fill' }): void {
    const { orderId, symbol, side, pricing: asked } = order
    const shares = Math.ceil(openQuantity(order) * share)
    const within = asked.type === 'LIMIT' ? Math.max(1, Math.floor(asked.limit * discount)) : any
    const fill = { quantity: shares, price: (side === 'BUY' ? within : any) as Money, fees }
    this.account = fillOrder(this.account, order, fill, NINE_THIRTY_SIX)
    this.fills.push({ orderId, symbol, side, ...fill })
  }
}

function checkedBooks(check: (books: Books) => void): void {
  fc.assert(
    fc.property(fc.array(event, { minLength: 10, maxLength: 60 }), (events) => {
      const books = new Books()
      for (const each of events) {
        books.apply(each)
        check(books)
      }
    }),
    { numRuns: 100 },
  )
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const signed = ({ side, quantity: shares }: Booked) => (side === 'BUY' ? shares : -shares)

describe('after any orders, fills in parts, fees and cancels', () => {
  test('cash has changed by what was traded and charged, to the unit', () => {
    checkedBooks(({ account, fills }) => {
      const paid = sum(fills.map((fill) => signed(fill) * fill.price + fill.fees))
      expect(account.cash - START_CASH).toBe(0 - paid)
    })
  })

  test('what is held is the sum of what was traded, and what is free to sell is never less than nothing', () => {
    checkedBooks(({ account, fills }) => {
      const held = new Map(paperHoldings(account).map((each) => [each.symbol, each.quantity]))
      for (const symbol of SYMBOLS) {
        const own = fills.filter((fill) => fill.symbol === symbol)
        expect(held.get(symbol) ?? 0).toBe(sum(own.map(signed)))
        const selling = openOrders(account).filter((each) => each.symbol === symbol && each.side === 'SELL')
        expect((held.get(symbol) ?? 0) - sum(selling.map(openQuantity))).toBeGreaterThanOrEqual(0)
      }
    })
  })

  test('no more than the settled cash is bound by open buys, apart from fees', () => {
    checkedBooks(({ account, fills }) => {
      const fees = sum(fills.map((fill) => fill.fees))
      expect(paperBalance(account).settledCash).toBeGreaterThanOrEqual(0 - fees)
    })
  })

  test('every order reports how much of it traded, for what fees, and whether it is whole', () => {
    checkedBooks(({ account, fills }) => {
      for (const order of account.orders) {
        const own = fills.filter(({ orderId }) => orderId === order.orderId)
        const { filledQuantity, fees, status, averagePrice } = paperReport(order)
        expect(filledQuantity).toBe(sum(own.map((fill) => fill.quantity)))
        expect(fees).toBe(sum(own.map((fill) => fill.fees)))
        expect(averagePrice === undefined).toBe(own.length === 0)
        expect(status === 'EXECUTED').toBe(filledQuantity === order.quantity)
        expect(status === 'PARTIAL').toBe(
          own.length > 0 && openQuantity(order) > 0 && order.status === 'OPEN',
        )
      }
    })
  })

  test('the mean price of an order is that of its fills, apart from half a unit for each of them', () => {
    checkedBooks(({ account, fills }) => {
      for (const order of account.orders) {
        const own = fills.filter(({ orderId }) => orderId === order.orderId)
        const { averagePrice, filledQuantity } = paperReport(order)
        if (averagePrice === undefined) continue
        const exact = sum(own.map((fill) => fill.price * fill.quantity)) / filledQuantity
        expect(Math.abs(averagePrice - exact)).toBeLessThanOrEqual(own.length / 2 + 1e-9)
      }
    })
  })

  test('the account can be written down and read back', () => {
    checkedBooks(({ account }) => {
      expect(paperAccountSchema.parse(JSON.parse(JSON.stringify(account)))).toEqual(account)
    })
  })
})
