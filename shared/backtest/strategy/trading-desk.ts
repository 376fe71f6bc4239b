import { type Money, toNumber } from '../../domain/money.ts'
import type { OrderPricing, OrderSide } from '../../domain/order.ts'
import type { EpochMs } from '../../time/instant.ts'
import { quantityOfBar } from '../costs/volume-share.ts'
import type { Account } from './account.ts'
import { type BarFill, limitFill, marketFill, type PricedBar, setOffStopFill, stopFill } from './bar-fill.ts'
import { OpenTrade } from './open-trade.ts'
import type { Recorder } from './recorder.ts'
import type { SessionClock } from './session-clock.ts'
import type { SymbolBook } from './symbol-book.ts'

/** What is asked for when an order is opened. */
export type OrderTicket = OrderPricing & {
  readonly side: OrderSide
  readonly quantity: number
  readonly decidedAt: EpochMs
  readonly reason: string
  readonly isForced: boolean
}

/**
 * Opens orders and lets them trade on the bars that follow. Within one moment of all symbols the four steps below come
 * in turn, so that no purchase is paid with what only a later sale brings in.
 */
export class TradingDesk {
  orders = 0
  fills = 0
  trades = 0
  readonly #account: Account
  readonly #clock: SessionClock
  readonly #recorder: Recorder

  constructor(parts: {
    readonly account: Account
    readonly clock: SessionClock
    readonly recorder: Recorder
  }) {
    this.#account = parts.account
    this.#clock = parts.clock
    this.#recorder = parts.recorder
  }

  /** Opens an order in place of the one that works. */
  open(book: SymbolBook, ticket: OrderTicket): void {
    this.orders += 1
    book.order = { ...ticket, number: this.orders, left: ticket.quantity }
    this.#recorder.order(book.feed.symbol, book.order)
  }

  /** All books whose bar stands at this moment. */
  tradeAll(books: readonly SymbolBook[]): void {
    for (const book of books) book.beginBar(quantityOfBar(this.#account.costs, book.feed.volume))
    for (const book of books) this.#sellAtOpen(book)
    for (const book of books) this.#buy(book, 'open')
    for (const book of books) this.#buy(book, 'low')
    for (const book of books) this.#sellInBar(book)
  }

  #sellAtOpen(book: SymbolBook): void {
    const { order, bar } = book
    if (order?.side === 'SELL' && order.type !== 'LIMIT') {
      const { costs } = this.#account
      this.#fill(
        book,
        order.type === 'STOP' ? setOffStopFill(costs, order.stop, bar) : marketFill(costs, 'SELL', bar),
      )
    }
    if (book.stop && bar.open <= book.stop.price) this.#sellAtStop(book)
  }

  #buy(book: SymbolBook, when: BarFill['when']): void {
    const { order, bar } = book
    if (order?.side !== 'BUY') return
    const { costs } = this.#account
    const fill = order.type === 'LIMIT' ? limitFill(costs, order, bar) : marketFill(costs, 'BUY', bar)
    if (fill?.when === when && !isStoppedBefore(book, fill)) this.#fill(book, fill)
  }

  /** A bar that reaches both stop and target has met the stop first: the worse of the two. */
  #sellInBar(book: SymbolBook): void {
    this.#sellAtStop(book)
    const { order } = book
    if (order?.side === 'SELL' && order.type === 'LIMIT')
      this.#fill(book, limitFill(this.#account.costs, order, book.bar))
    this.#sellAtTarget(book)
  }

  #sellAtStop(book: SymbolBook): void {
    const { stop, position, order } = book
    if (!stop || position === 0 || order?.isForced) return
    const fill = stopFill(this.#account.costs, stop.price, sincePurchase(book))
    if (!fill) return
    const { decidedAt, price } = stop
    this.open(book, {
      type: 'STOP',
      stop: price,
      side: 'SELL',
      quantity: position,
      decidedAt,
      reason: 'STOP_LOSS',
      isForced: true,
    })
    this.#fill(book, fill)
  }

  #sellAtTarget(book: SymbolBook): void {
    const { takeProfit, position, order } = book
    if (!takeProfit || position === 0 || book.share === 0 || book.boughtAt !== undefined || order?.isForced)
      return
    const { decidedAt, price: limit } = takeProfit
    const fill = limitFill(this.#account.costs, { side: 'SELL', limit }, book.bar)
    if (!fill) return
    this.open(book, {
      type: 'LIMIT',
      limit,
      side: 'SELL',
      quantity: position,
      decidedAt,
      reason: 'TAKE_PROFIT',
      isForced: false,
    })
    this.#fill(book, fill)
  }

  #fill(book: SymbolBook, fill: BarFill | undefined): void {
    const { order } = book
    if (!order || !fill) return
    const wished = Math.min(order.left, book.share, order.side === 'SELL' ? book.position : Infinity)
    const quantity = this.#account.affordable(order, fill.price, wished)
    if (quantity > 0) this.#book(book, fill, quantity)
    // What the cash is not enough for is never bought: the broker would refuse it.
    if (order.left === 0 || quantity < wished) book.order = undefined
    book.forgetLevelsWhenFlat()
  }

  #book(book: SymbolBook, fill: BarFill, quantity: number): void {
    const order = book.order!
    const { feed } = book
    const { price, shown, when } = fill
    const time = this.#clock.printOf({ time: feed.time, hasRisen: feed.close >= feed.open }, when)
    const fees = this.#account.book(order, price, quantity)
    this.fills += 1
    order.left -= quantity
    book.share -= quantity
    book.position += order.side === 'BUY' ? quantity : -quantity
    if (order.side === 'BUY') book.boughtAt = shown
    this.#recorder.fill({ symbol: feed.symbol, order, quantity, price, fees, time })
    if (!book.trade) {
      book.beginPosition()
      book.trade = new OpenTrade(time, book.stop?.price)
    }
    book.trade.take({ side: order.side, quantity, price, shown, fees })
    this.#seen(book, price)
    if (book.position === 0) this.#close(book, { exitTime: time, reason: order.reason })
  }

  #seen(book: SymbolBook, price: Money): void {
    const usd = toNumber(price)
    book.trade?.see(usd, usd)
  }

  #close(book: SymbolBook, exit: { readonly exitTime: EpochMs; readonly reason: string }): void {
    this.trades += 1
    this.#recorder.trade({ symbol: book.feed.symbol, trade: book.trade!, ...exit })
    book.trade = undefined
  }
}

/** On its way down to a limit the price has met a stop of shares that are held already, and the order goes with them. */
function isStoppedBefore({ position, stop, bar }: SymbolBook, fill: BarFill): boolean {
  return (
    position > 0 &&
    stop !== undefined &&
    bar.low <= stop.price &&
    fill.when === 'low' &&
    fill.shown <= stop.price
  )
}

/** What was bought within a bar can't be sold at a price of before: for its stop the bar opens where it was bought. */
function sincePurchase({ boughtAt, bar }: SymbolBook): PricedBar {
  return boughtAt === undefined || boughtAt >= bar.open ? bar : { ...bar, open: boughtAt, isBegun: true }
}
