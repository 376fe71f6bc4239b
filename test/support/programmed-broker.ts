import type { AccountBalance, Holding } from '../../shared/domain/account.ts'
import type { OrderId } from '../../shared/domain/ids.ts'
import { money } from '../../shared/domain/money.ts'
import type { BrokerOrder, OrderRequest } from '../../shared/domain/order.ts'
import type { Broker, OrderPreview } from '../../shared/ports/broker.ts'
import type { Clock } from '../../shared/ports/clock.ts'

/** A broker that answers what the test says and remembers what it was asked, in order. */
export class ProgrammedBroker implements Broker {
  readonly calls: string[] = []
  readonly placed: OrderRequest[] = []
  /** What the order list shows. */
  orders: readonly BrokerOrder[] = []
  onBalance: () => AccountBalance = () => ({
    kind: 'CASH',
    cash: money('25000'),
    settledCash: money('25000'),
  })
  onHoldings: () => readonly Holding[] = () => []
  onOrders: () => readonly BrokerOrder[] = () => this.orders
  onPreview: (order: OrderRequest) => OrderPreview = () => ({
    previewId: 'preview-1',
    previewedAt: this.#clock.now(),
    warnings: [],
  })
  onPlace: (order: OrderRequest) => OrderId | Promise<OrderId> = () => '1001' as OrderId
  onCancel: (orderId: OrderId) => void = () => {}
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  async balance(): Promise<AccountBalance> {
    this.calls.push('balance')
    return this.onBalance()
  }

  async holdings(): Promise<readonly Holding[]> {
    this.calls.push('holdings')
    return this.onHoldings()
  }

  async ordersOfToday(): Promise<readonly BrokerOrder[]> {
    this.calls.push('orders')
    return this.onOrders()
  }

  async preview(order: OrderRequest): Promise<OrderPreview> {
    this.calls.push('preview')
    return this.onPreview(order)
  }

  async place(order: OrderRequest): Promise<OrderId> {
    this.calls.push('place')
    this.placed.push(order)
    return this.onPlace(order)
  }

  async cancel({ orderId }: { readonly orderId: OrderId }): Promise<void> {
    this.calls.push(`cancel ${orderId}`)
    this.onCancel(orderId)
  }
}
