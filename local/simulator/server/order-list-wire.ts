import { times, toNumber } from '../../../shared/domain/money.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { ExchangeOrder, OrderEvent } from '../exchange/exchange-order.ts'
import { namedPrice } from '../exchange/order-ticket.ts'
import type { Market } from '../market/market.ts'
import { instrument, instrumentName, orderTerms } from './order-block.ts'

/** What every order of one answer shares. */
export interface OrderListFrame {
  /** The address of the account's orders, e.g. "http://127.0.0.1:9100/v1/accounts/{key}/orders". */
  readonly ordersUrl: string
  readonly market: Market
  readonly now: EpochMs
  /** Cancelled orders carry a time that is none. */
  readonly garbageExecutedTime: boolean
}

/** The answer to accounts/{key}/orders; a marker asks for the next page. */
export function orderListResponse(
  page: { readonly orders: readonly ExchangeOrder[]; readonly marker?: string },
  frame: OrderListFrame,
) {
  const { marker } = page
  return {
    OrdersResponse: {
      ...(marker === undefined ? {} : { marker, next: `${frame.ordersUrl}?marker=${marker}` }),
      Order: page.orders.map((order) => wireOrder(order, frame)),
    },
  }
}

/** The answer to accounts/{key}/orders/{id}: the order with everything that happened to it. */
export function orderDetailResponse(order: ExchangeOrder, frame: OrderListFrame) {
  const name = instrumentName(frame.market, order, frame.now)
  const Event = order.events.map((event) => wireEvent(order, event, name))
  return { OrdersResponse: { Order: [{ ...wireOrder(order, frame), Events: { Event } }] } }
}

function wireOrder(order: ExchangeOrder, frame: OrderListFrame) {
  return {
    orderId: Number(order.orderId),
    details: `${frame.ordersUrl}/${order.orderId}`,
    orderType: 'EQ',
    OrderDetail: [
      {
        placedTime: order.placedAt,
        ...executedTime(order, frame),
        orderValue: orderValue(order),
        status: order.status,
        ...orderTerms(order),
        ...changeLinks(order),
        Instrument: [filledInstrument(order, instrumentName(frame.market, order, frame.now))],
      },
    ],
  }
}

/** On a cancelled order the recorded time is neither milliseconds nor seconds (etrade-api.md section 7). */
function executedTime(order: ExchangeOrder, { garbageExecutedTime }: OrderListFrame) {
  if (garbageExecutedTime && order.status === 'CANCELLED') return { executedTime: RECORDED_GARBAGE }
  return order.executedAt === undefined ? {} : { executedTime: order.executedAt }
}

const RECORDED_GARBAGE = 2_023_137_072

/** A change leaves two orders that name each other. */
function changeLinks({ replacesOrderId, replacedByOrderId }: ExchangeOrder) {
  return {
    ...(replacesOrderId === undefined ? {} : { replacesOrderId: Number(replacesOrderId) }),
    ...(replacedByOrderId === undefined ? {} : { replacedByOrderId: Number(replacedByOrderId) }),
  }
}

/** The average price is left out until there is a fill, as the broker leaves it out. */
function filledInstrument(order: ExchangeOrder, name: string) {
  const { averagePrice } = order
  return {
    ...instrument(order, name),
    orderedQuantity: order.quantity,
    filledQuantity: order.filledQuantity,
    ...(averagePrice === undefined ? {} : { averageExecutionPrice: toNumber(averagePrice) }),
    estimatedCommission: toNumber(order.fees),
    estimatedFees: 0,
  }
}

/** SIM-ASSUMED for a market order: what it traded for, or what it would cost. */
function orderValue(order: ExchangeOrder): number {
  const price = namedPrice(order) ?? order.averagePrice ?? order.reservePrice
  return price === undefined ? 0 : toNumber(times(price, order.quantity))
}

function wireEvent(order: ExchangeOrder, event: OrderEvent, name: string) {
  const isFill = event.name === 'ORDER_EXECUTED'
  return {
    name: event.name,
    dateTime: event.time,
    orderNumber: Number(order.orderId),
    Instrument: [
      {
        ...instrument(order, name),
        orderedQuantity: order.quantity,
        filledQuantity: isFill ? event.quantity : 0,
        ...(isFill ? { averageExecutionPrice: toNumber(event.price) } : {}),
        estimatedCommission: isFill ? toNumber(event.fees) : 0,
        estimatedFees: 0,
      },
    ],
  }
}
