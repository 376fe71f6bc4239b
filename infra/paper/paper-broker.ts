import type { AccountBalance, Holding } from '../../shared/domain/account.ts'
import { BrokerError, BrokerRefusedError } from '../../shared/domain/errors.ts'
import type { OrderId, Ticker } from '../../shared/domain/ids.ts'
import { type Money, ZERO } from '../../shared/domain/money.ts'
import type { BrokerOrder, OrderRequest } from '../../shared/domain/order.ts'
import type { Quote } from '../../shared/domain/quote.ts'
import { fillPrice } from '../../shared/matching/fill-price.ts'
import { mayStillLeave, type SendDeadline } from '../../shared/orders/send-deadline.ts'
import {
  acceptOrder,
  fillOrder,
  newPaperAccount,
  onTradingDate,
  openOrders,
  PAPER_ACCOUNT_PATH,
  type PaperAccount,
  paperAccountSchema,
  paperBalance,
  paperHoldings,
  paperRefusal,
  paperReport,
  replaceOrder,
} from '../../shared/paper/paper-account.ts'
import type { Broker, CancelAnswer, OrderPreview } from '../../shared/ports/broker.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { MarketData } from '../../shared/ports/market-data.ts'
import type { Store, StoredDocument, Write } from '../../shared/ports/store.ts'
import { StoreUnavailableError } from '../../shared/ports/store.ts'
import { sessionAt } from '../../shared/time/session.ts'

/**
 * DEMO's broker: the orders stay here and fill against the real broker's quotes, never better than what the quote
 * shows. It is given no way to send an order anywhere.
 */
export class PaperBroker implements Broker {
  readonly #store: Store
  readonly #clock: Clock
  readonly #marketData: MarketData
  readonly #startCash: Money

  constructor(parts: {
    readonly store: Store
    readonly clock: Clock
    readonly marketData: MarketData
    readonly startCash: Money
  }) {
    this.#store = parts.store
    this.#clock = parts.clock
    this.#marketData = parts.marketData
    this.#startCash = parts.startCash
  }

  async balance(): Promise<AccountBalance> {
    return paperBalance((await this.#read()).account)
  }

  async holdings(): Promise<readonly Holding[]> {
    return paperHoldings((await this.#read()).account)
  }

  /** Orders end with their day, so that only those of today are kept. */
  async orders(): Promise<readonly BrokerOrder[]> {
    const { account, document } = await this.#read()
    const open = openOrders(account)
    if (open.length === 0) return account.orders.map(paperReport)
    const { quotes } = await this.#marketData.quotes([...new Set(open.map(({ symbol }) => symbol))])
    const matched = open.reduce(
      (books, order) => this.#match(books, order.orderId, quotes.get(order.symbol)),
      account,
    )
    await this.#write(matched, document)
    return matched.orders.map(paperReport)
  }

  async preview(order: OrderRequest): Promise<OrderPreview> {
    const refusal = paperRefusal((await this.#read()).account, order)
    if (refusal !== undefined) throw new BrokerRefusedError('paper/preview', { text: refusal })
    return { previewId: `paper-${order.clientOrderId}`, previewedAt: this.#clock.now(), warnings: [] }
  }

  async place(request: OrderRequest, _preview: OrderPreview, deadline: SendDeadline): Promise<OrderId> {
    const quote = await this.#quoteFor(request.symbol)
    const { account, document } = await this.#read()
    const refusal = paperRefusal(account, request) ?? this.#closed()
    if (refusal !== undefined) throw new BrokerRefusedError('paper/place', { text: refusal })
    mayStillLeave('paper/place', deadline, this.#clock.now())
    const accepted = acceptOrder(account, request, this.#clock.now())
    const { orderId } = accepted.order
    await this.#write(this.#match(accepted.account, orderId, quote), document)
    return orderId
  }

  async cancel({ orderId }: { readonly orderId: OrderId; readonly symbol: Ticker }): Promise<CancelAnswer> {
    const { account, document } = await this.#read()
    const order = account.orders.find((known) => known.orderId === orderId)
    if (!order) throw new BrokerRefusedError('paper/cancel', { text: `there is no order ${orderId} today` })
    if (order.status !== 'OPEN') return 'too-late'
    await this.#write(replaceOrder(account, { ...order, status: 'CANCELLED' }), document)
    return 'requested'
  }

  /** Without a readable quote nothing has happened yet, and a simulated order can simply be refused. */
  async #quoteFor(symbol: Ticker): Promise<Quote | undefined> {
    try {
      return (await this.#marketData.quotes([symbol])).quotes.get(symbol)
    } catch (cause) {
      if (!(cause instanceof BrokerError)) throw cause
      throw new BrokerRefusedError(
        'paper/place',
        { text: `no quote to fill it against: ${cause.message}` },
        { cause },
      )
    }
  }

  #closed(): string | undefined {
    const session = sessionAt(this.#clock.now())
    return session.phase === 'closed' ? `the market is closed: ${session.reason}` : undefined
  }

  #match(account: PaperAccount, orderId: OrderId, quote: Quote | undefined): PaperAccount {
    const order = account.orders.find((known) => known.orderId === orderId)
    if (!order || quote?.status !== 'REALTIME') return account
    const price = fillPrice({ side: order.side, ...order.pricing }, quote)
    if (price === undefined) return account
    return fillOrder(account, order, { quantity: order.quantity, price, fees: ZERO }, this.#clock.now())
  }

  async #read(): Promise<{ readonly account: PaperAccount; readonly document: StoredDocument | undefined }> {
    const document = await this.#store.get(PAPER_ACCOUNT_PATH)
    const account = document ? paperAccountSchema.parse(document.value) : newPaperAccount(this.#startCash)
    return { account: onTradingDate(account, this.#clock.now()), document }
  }

  async #write(account: PaperAccount, read: StoredDocument | undefined): Promise<void> {
    const write: Write = read
      ? { kind: 'update', path: PAPER_ACCOUNT_PATH, value: account, ifVersion: read.version }
      : { kind: 'create', path: PAPER_ACCOUNT_PATH, value: account }
    const result = await this.#store.commit([write])
    if (!result.ok)
      throw new StoreUnavailableError('the simulated account was changed by another run at the same moment')
  }
}
