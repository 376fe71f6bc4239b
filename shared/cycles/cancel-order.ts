import { BrokerError } from '../domain/errors.ts'
import type { OrderId } from '../domain/ids.ts'
import { cancelTried } from '../orders/order-life.ts'
import type { OrderRecord } from '../orders/order-record.ts'
import { bookOrder } from './book-order.ts'
import type { Tick } from './tick.ts'

/**
 * Asks the broker to cancel an order and books that it was asked. A cancel that failed is often a fill on its way: the list read
 * next tells, and if not, it is asked again.
 */
export async function cancelOrder(tick: Tick, record: OrderRecord): Promise<void> {
  bookOrder(tick, await asked(tick, record))
}

async function asked(tick: Tick, record: OrderRecord): Promise<OrderRecord> {
  try {
    const said = await tick.world.broker.cancel({ orderId: record.orderId as OrderId, symbol: record.symbol })
    return cancelTried(record, { at: tick.now, agreed: said === 'requested' })
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error
    return cancelTried(record, { at: tick.now, agreed: false, note: error.message })
  }
}
