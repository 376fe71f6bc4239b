import type { AccountBalance, Holding } from '../../shared/domain/account.ts'
import type { OrderId } from '../../shared/domain/ids.ts'
import { money, ZERO } from '../../shared/domain/money.ts'
import type { BrokerOrder, OrderRequest } from '../../shared/domain/order.ts'
import { mayStillLeave, type SendDeadline } from '../../shared/orders/send-deadline.ts'
import type { Broker, CancelAnswer, OrderPreview } from '../../shared/ports/broker.ts'
import type { Clock } from '../../shared/ports/clock.ts'

/**
 * A broker that remembers what it was asked, in order, and answers what the test says. Left alone it lists what was
 * placed as open and cancels at once; nothing fills before the test says so.
 */
export class ProgrammedBroker implements Broker {
  readonly calls: string[] = []
  readonly placed: OrderRequest[] = []
  /** What the order list shows. */
  shown: readonly BrokerOrder[] = []
  onBalance: () => AccountBalance = () => ({
    kind: 'CASH',
    cash: money('25000'),
    settledCash: money('25000'),
  })
  onHoldings: () => readonly Holding[] = () => []
  onOrders: () => readonly BrokerOrder[] = () => this.shown
  onPreview: (order: OrderRequest) => OrderPreview = () => ({
    previewId: 'preview-1',
    previewedAt: this.#clock.now(),
    warnings: [],
  })
  onPlace: (order: OrderRequest) => OrderId | Promise<OrderId> = (order) => this.take(order)
  onCancel: (orderId: OrderId) => CancelAnswer = (orderId) => this.end(orderId)
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** What was placed but the stops that only rest. */
  get sales(): readonly OrderRequest[] {
    return this.placed.filter(({ type }) => type !== 'STOP')
  }

  /** Lists a placed order as open under the next number, from 1001 on. */
  take(order: OrderRequest, overrides: Partial<BrokerOrder> = {}): OrderId {
    const { clientOrderId: _, ...rest } = order
    const orderId = String(1001 + this.shown.length) as OrderId
    const open = {
      orderId,
      status: 'OPEN',
      placedAt: this.#clock.now(),
      filledQuantity: 0,
      fees: ZERO,
    } as const
    this.shown = [...this.shown, { ...rest, ...open, ...overrides } as BrokerOrder]
    return orderId
  }

  /** Lists a placed order as filled at a price. */
  fill(order: OrderRequest, price: string): OrderId {
    return this.take(order, {
      status: 'EXECUTED',
      filledQuantity: order.quantity,
      averagePrice: money(price),
    })
  }

  /** Lists an order as cancelled. */
  end(orderId: OrderId): CancelAnswer {
    this.shown = this.shown.map((order) =>
      order.orderId === orderId ? { ...order, status: 'CANCELLED' } : order,
    )
    return 'requested'
  }

  async balance(): Promise<AccountBalance> {
    this.calls.push('balance')
    return this.onBalance()
  }

  async holdings(): Promise<readonly Holding[]> {
    this.calls.push('holdings')
    return this.onHoldings()
  }

  async orders(): Promise<readonly BrokerOrder[]> {
    this.calls.push('orders')
    return this.onOrders()
  }

  async preview(order: OrderRequest): Promise<OrderPreview> {
    this.calls.push('preview')
    return this.onPreview(order)
  }

  async place(order: OrderRequest, _preview: OrderPreview, deadline: SendDeadline): Promise<OrderId> {
    mayStillLeave('orders/place', deadline, this.#clock.now())
    this.calls.push('place')
    this.placed.push(order)
    return this.onPlace(order)
  }

  async cancel({ orderId }: { readonly orderId: OrderId }): Promise<CancelAnswer> {
    this.calls.push(`cancel ${orderId}`)
    return this.onCancel(orderId)
  }
}
