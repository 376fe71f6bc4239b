import type { AccountIdKey, OrderId } from '../../shared/domain/ids.ts'
import type { Money } from '../../shared/domain/money.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import type { EtradeClient } from './client/etrade-client.ts'
import { present } from './mapper/present.ts'
import { percentEncode } from './oauth/percent-encoding.ts'
import { fit } from './wire/fit.ts'
import { orderDetailAnswer, type WireDetailedOrder } from './wire/order-answers.ts'

const OPERATION = 'orders/detail'

/** One leg of an order. What was filled is absent when the broker does not tell, which is not the same as nothing. */
interface OrderLeg {
  readonly symbol: string
  readonly securityType: string
  /** The broker's word: BUY, SELL, SELL_SHORT … */
  readonly action: string
  readonly quantity?: number
  readonly filledQuantity?: number
  readonly averagePrice?: Money
}

/** One order of any kind, in the broker's own words, with what happened to it. */
export interface OrderDetail {
  readonly orderId: OrderId
  /** EQ, OPTN, SPREADS … */
  readonly orderType: string
  readonly parts: readonly {
    readonly status: string
    readonly priceType: string
    readonly placedAt?: EpochMs
    readonly limit?: Money
    readonly stop?: Money
    /** A change is a new order: these link the two. */
    readonly replacedBy?: OrderId
    readonly replaces?: OrderId
    readonly legs: readonly OrderLeg[]
  }[]
  /** ORDER_PLACED, ORDER_EXECUTED …, oldest first as the broker lists them. */
  readonly events: readonly { readonly name: string; readonly time?: EpochMs }[]
}

/**
 * An order with its events, or `undefined` while the broker does not show it, as right after placing. An error of the
 * broker's is no information about the order (reference §7).
 */
export async function readOrderDetail(
  client: EtradeClient,
  account: AccountIdKey,
  orderId: OrderId,
): Promise<OrderDetail | undefined> {
  const { body } = await client.read({
    operation: OPERATION,
    module: 'orders',
    path: `accounts/${percentEncode(account)}/orders/${orderId}`,
  })
  return body && toDetail(fit(orderDetailAnswer, OPERATION, body).ordersResponse.order)
}

function toDetail({ orderId, orderType, orderDetail, events }: WireDetailedOrder): OrderDetail {
  return {
    orderId: orderId as OrderId,
    orderType,
    parts: orderDetail.map(toPart),
    events: events.map(({ name, dateTime: time }) => ({ name, ...present({ time }) })),
  }
}

function toPart(wire: WireDetailedOrder['orderDetail'][number]): OrderDetail['parts'][number] {
  const { status, priceType, placedTime: placedAt, limitPrice: limit, stopPrice: stop } = wire
  const replacedBy = wire.replacedByOrderId as OrderId | undefined
  const replaces = wire.replacesOrderId as OrderId | undefined
  const legs = wire.instrument.map(toLeg)
  return { status, priceType, legs, ...present({ placedAt, limit, stop, replacedBy, replaces }) }
}

function toLeg({ product, orderAction: action, ...wire }: Wire): OrderLeg {
  const { orderedQuantity, quantity = orderedQuantity, filledQuantity, averageExecutionPrice } = wire
  return {
    symbol: product.symbol,
    securityType: product.securityType,
    action,
    ...present({ quantity, filledQuantity, averagePrice: averageExecutionPrice }),
  }
}

type Wire = WireDetailedOrder['orderDetail'][number]['instrument'][number]
