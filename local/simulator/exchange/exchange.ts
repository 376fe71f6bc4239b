import type { OrderId } from '../../../shared/domain/ids.ts'
import type { Money } from '../../../shared/domain/money.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { Store } from '../../../shared/ports/store.ts'
import { exchangeDate } from '../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { Market } from '../market/market.ts'
import type { HeldShares } from './account.ts'
import { BookKeeper } from './book-keeper.ts'
import type { Books } from './books.ts'
import type { ExchangeOrder } from './exchange-order.ts'
import { type AccountKind, balanceOf, type ExchangeBalance } from './funds.ts'
import { placeChange, previewChange } from './order-change.ts'
import {
  type CancelAnswer,
  cancelOrder,
  type Outcome,
  type PlaceAnswer,
  type PreviewAnswer,
  placeOrder,
  previewOrder,
} from './order-entry.ts'
import { type OrderFilter, type OrderPage, orderPage } from './order-list.ts'
import type { OrderTicket } from './order-ticket.ts'
import { DEFAULT_RULES, type ExchangeRules } from './rules.ts'
import { settled, type TradingFloor } from './settlement.ts'

/**
 * The account the exchange keeps; the start cash counts only when the store does not know the account yet.
 */
export interface ExchangeAccount {
  readonly accountIdKey: string
  readonly accountId: string
  readonly kind: AccountKind
  readonly startCash: Money
}

/** What an exchange works with; rules left out are the default ones. */
export interface ExchangeSetup {
  readonly market: Market
  readonly clock: Clock
  readonly store: Store
  readonly account: ExchangeAccount
  readonly rules?: Partial<ExchangeRules>
}

/**
 * One account at a simulated exchange. Every call first settles the tape up to now, every change is durable
 * before the call answers, and calls take turns, so that each sees the effects of the ones before it.
 */
export class Exchange {
  readonly account: ExchangeAccount
  readonly #clock: Clock
  readonly #floor: TradingFloor
  readonly #keeper: BookKeeper
  /** Orders that the list keeps back for longer than the rules say, until when. */
  readonly #hiddenUntil = new Map<OrderId, EpochMs>()
  #lastTurn: Promise<unknown> = Promise.resolve()

  private constructor({ market, clock, account, rules }: ExchangeSetup, keeper: BookKeeper) {
    this.account = account
    this.#clock = clock
    this.#floor = { market, kind: account.kind, rules: { ...DEFAULT_RULES, ...rules } }
    this.#keeper = keeper
  }

  /** Resumes the account from the store exactly where it stood; a clock that lies before that is refused. */
  static async open(setup: ExchangeSetup): Promise<Exchange> {
    const keeper = await BookKeeper.open(setup.store, setup.account, setup.clock.now())
    const exchange = new Exchange(setup, keeper)
    await exchange.settle()
    return exchange
  }

  /** Up to when an account in the store is settled: no clock that opens it may lie before that. */
  static async settledTo(
    store: Store,
    { accountIdKey }: Pick<ExchangeAccount, 'accountIdKey'>,
  ): Promise<EpochMs | undefined> {
    return BookKeeper.settledTo(store, { accountIdKey })
  }

  /** Lets everything happen that the tape and the calendar bring about up to now. */
  settle(): Promise<void> {
    return this.#turn((books) => ({ books, answer: undefined }))
  }

  balance(): Promise<ExchangeBalance> {
    return this.#turn((books, now) => ({
      books,
      answer: balanceOf(books, this.account.kind, exchangeDate(now)),
    }))
  }

  holdings(): Promise<readonly HeldShares[]> {
    return this.#turn((books) => ({ books, answer: books.account.holdings }))
  }

  orders(filter: OrderFilter = {}): Promise<OrderPage> {
    return this.#turn((books, now) => ({ books, answer: orderPage(this.#visible(books, now), filter) }))
  }

  /** One order with its events, `undefined` when the account shows none of this number. */
  order(orderId: OrderId): Promise<ExchangeOrder | undefined> {
    return this.#turn((books, now) => ({ books, answer: this.#visible(books, now).orders.get(orderId) }))
  }

  /** Whether the account has the order and does not show it yet. */
  isHidden(orderId: OrderId): Promise<boolean> {
    return this.#turn((books, now) => {
      const order = books.orders.get(orderId)
      return { books, answer: order !== undefined && !this.#isVisible(order, now) }
    })
  }

  /** Every order ever accepted, oldest first, also what the list still keeps back. */
  history(): Promise<readonly ExchangeOrder[]> {
    return this.#turn((books) => ({ books, answer: [...books.orders.values()] }))
  }

  /** Keeps an order out of the list and of its details until a moment; a restart forgets that. */
  hide(orderId: OrderId, until: EpochMs): void {
    this.#hiddenUntil.set(orderId, until)
  }

  preview(ticket: OrderTicket): Promise<PreviewAnswer> {
    return this.#turn((books, now) => previewOrder(books, { ticket, now }, this.#floor))
  }

  place(ticket: OrderTicket, previewId: string | undefined): Promise<PlaceAnswer> {
    return this.#turn((books, now) => placeOrder(books, { ticket, previewId, now }, this.#floor))
  }

  cancel(orderId: OrderId): Promise<CancelAnswer> {
    return this.#turn((books, now) => cancelOrder(books, orderId, now))
  }

  /** Asks for the consent to put a new order in the place of a working one. */
  previewChange(orderId: OrderId, ticket: OrderTicket): Promise<PreviewAnswer> {
    return this.#turn((books, now) => previewChange(books, { orderId, ticket, now }, this.#floor))
  }

  /** Cancels a working order and places its new version, both or none. */
  change(orderId: OrderId, ticket: OrderTicket, previewId: string | undefined): Promise<PlaceAnswer> {
    return this.#turn((books, now) => placeChange(books, { orderId, ticket, previewId, now }, this.#floor))
  }

  #visible(books: Books, now: EpochMs): Books {
    if (this.#floor.rules.ordersVisibleAfterMs === 0 && this.#hiddenUntil.size === 0) return books
    const orders = [...books.orders].filter(([, order]) => this.#isVisible(order, now))
    return { ...books, orders: new Map(orders) }
  }

  #isVisible({ orderId, placedAt }: ExchangeOrder, now: EpochMs): boolean {
    const { ordersVisibleAfterMs } = this.#floor.rules
    return now >= placedAt + ordersVisibleAfterMs && now >= (this.#hiddenUntil.get(orderId) ?? now)
  }

  #turn<Answer>(work: (books: Books, now: EpochMs) => Outcome<Answer>): Promise<Answer> {
    const turn = this.#lastTurn.then(async () => {
      const now = this.#clock.now()
      const { books, answer } = work(settled(await this.#keeper.books(), this.#floor, now), now)
      await this.#keeper.keep(books)
      return answer
    })
    this.#lastTurn = turn.catch(() => undefined)
    return turn
  }
}
