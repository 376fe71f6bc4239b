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
  paperRefusal,
  replaceOrder,
} from '../../../shared/paper/paper-account.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'

export const START_CASH = money('25000')
export const SYMBOLS = [ticker('TQQQ'), ticker('SQQQ')]

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

/** A part of an order that traded. */
export interface Booked extends PaperFill {
  readonly orderId: string
  readonly symbol: Ticker
  readonly side: 'BUY' | 'SELL'
}

/** The account under test beside a plain list of what happened to it. */
export class Books {
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

/** Holds a check after every event of many random histories. */
export function checkedBooks(check: (books: Books) => void): void {
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
