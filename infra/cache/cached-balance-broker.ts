import type { AccountBalance, Holding } from '../../shared/domain/account.ts'
import type { OrderId } from '../../shared/domain/ids.ts'
import type { BrokerOrder, OrderRequest } from '../../shared/domain/order.ts'
import type { Broker, CancelAnswer, OrderPreview } from '../../shared/ports/broker.ts'
import type { CacheSlot, LayeredCache } from './layered-cache.ts'

/**
 * A broker whose balance is asked for once a minute. Orders and holdings are never remembered. A fill, seen in the
 * orders of today, and every placement or cancel make the balance unknown again.
 */
export class CachedBalanceBroker implements Broker {
  readonly #broker: Broker
  readonly #cache: LayeredCache
  readonly #slot: CacheSlot
  #filledShares: number | undefined

  constructor(by: { readonly broker: Broker; readonly cache: LayeredCache; readonly account: string }) {
    this.#broker = by.broker
    this.#cache = by.cache
    this.#slot = { kind: 'balance', key: by.account }
  }

  /** Only this process remembers it: another instance would not hear of the fill that ends it. */
  balance(): Promise<AccountBalance> {
    return this.#cache.read(this.#slot, () => this.#broker.balance())
  }

  holdings(): Promise<readonly Holding[]> {
    return this.#broker.holdings()
  }

  async orders(since: Parameters<Broker['orders']>[0]): Promise<readonly BrokerOrder[]> {
    const orders = await this.#broker.orders(since)
    const filledShares = orders.reduce((sum, { filledQuantity }) => sum + filledQuantity, 0)
    if (filledShares !== this.#filledShares) this.#cache.drop(this.#slot)
    this.#filledShares = filledShares
    return orders
  }

  preview(order: OrderRequest): Promise<OrderPreview> {
    return this.#broker.preview(order)
  }

  async place(...order: Parameters<Broker['place']>): Promise<OrderId> {
    try {
      return await this.#broker.place(...order)
    } finally {
      this.#cache.drop(this.#slot)
    }
  }

  async cancel(order: Parameters<Broker['cancel']>[0]): Promise<CancelAnswer> {
    try {
      return await this.#broker.cancel(order)
    } finally {
      this.#cache.drop(this.#slot)
    }
  }
}
