import type { AccountBalance, Holding } from '../../domain/account.ts'
import { BrokerRefusedError } from '../../domain/errors.ts'
import type { OrderId, Ticker } from '../../domain/ids.ts'
import type { BrokerOrder, OrderRequest } from '../../domain/order.ts'
import { mayStillLeave, type SendDeadline } from '../../orders/send-deadline.ts'
import {
  acceptOrder,
  fillOrder,
  onTradingDate,
  openOrders,
  type PaperAccount,
  type PaperOrder,
  paperBalance,
  paperHoldings,
  paperRefusal,
  paperReport,
  replaceOrder,
} from '../../paper/paper-account.ts'
import type { Broker, CancelAnswer, OrderPreview } from '../../ports/broker.ts'
import type { Clock } from '../../ports/clock.ts'
import type { RecordedFill, RecordedOrder } from '../audit/run-record.ts'
import type { FillModel, TimedFill } from './fill-model.ts'

/** Everything that was sent and traded, for the audit. */
export interface BrokerRecord {
  readonly orders: RecordedOrder[]
  readonly fills: RecordedFill[]
}

/** The broker of a backtest: DEMO's account in memory, with fills of a model, and a record of all that happened. */
export class BacktestBroker implements Broker {
  readonly record: BrokerRecord = { orders: [], fills: [] }
  account: PaperAccount
  readonly #clock: Clock
  readonly #fills: FillModel

  constructor(parts: {
    readonly clock: Clock
    readonly fills: FillModel
    readonly account: PaperAccount
  }) {
    this.#clock = parts.clock
    this.#fills = parts.fills
    this.account = parts.account
  }

  async balance(): Promise<AccountBalance> {
    this.#beginDate()
    return paperBalance(this.account)
  }

  async holdings(): Promise<readonly Holding[]> {
    this.#beginDate()
    return paperHoldings(this.account)
  }

  async orders(): Promise<readonly BrokerOrder[]> {
    this.#beginDate()
    const now = this.#clock.now()
    const traded = openOrders(this.account).flatMap((order) =>
      this.#fills.since(order, now).map((fill) => ({ order, fill })),
    )
    for (const { order, fill } of traded.sort((one, other) => one.fill.time - other.fill.time))
      this.#book(order, fill)
    return this.account.orders.map(paperReport)
  }

  async preview(order: OrderRequest): Promise<OrderPreview> {
    this.#beginDate()
    const refusal = paperRefusal(this.account, order)
    if (refusal !== undefined) throw new BrokerRefusedError('backtest/preview', { text: refusal })
    return { previewId: order.clientOrderId, previewedAt: this.#clock.now(), warnings: [] }
  }

  async place(request: OrderRequest, _preview: OrderPreview, deadline: SendDeadline): Promise<OrderId> {
    this.#beginDate()
    const now = this.#clock.now()
    const refusal = paperRefusal(this.account, request)
    if (refusal !== undefined) throw new BrokerRefusedError('backtest/place', { text: refusal })
    mayStillLeave('backtest/place', deadline, now)
    const { account, order } = acceptOrder(this.account, request, now)
    this.account = account
    const { clientOrderId: _, ...ordered } = request
    this.record.orders.push({ orderId: order.orderId, ...ordered, decidedAt: now })
    for (const fill of this.#fills.onPlacement(order, now)) this.#book(order, fill)
    return order.orderId
  }

  async cancel({ orderId }: { readonly orderId: OrderId; readonly symbol: Ticker }): Promise<CancelAnswer> {
    const order = this.account.orders.find((known) => known.orderId === orderId)
    if (!order)
      throw new BrokerRefusedError('backtest/cancel', { text: `there is no order ${orderId} today` })
    if (order.status !== 'OPEN') return 'too-late'
    this.account = replaceOrder(this.account, { ...order, status: 'CANCELLED' })
    return 'requested'
  }

  #beginDate(): void {
    this.account = onTradingDate(this.account, this.#clock.now())
  }

  #book({ orderId, symbol, side }: PaperOrder, { time, ...fill }: TimedFill): void {
    const order = this.account.orders.find((known) => known.orderId === orderId) as PaperOrder
    this.account = fillOrder(this.account, order, fill, time)
    const fillId = `${orderId}/${this.record.fills.length + 1}`
    this.record.fills.push({ fillId, orderId, symbol, side, ...fill, time })
  }
}
