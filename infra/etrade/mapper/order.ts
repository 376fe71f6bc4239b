import { BrokerUnreachableError } from '../../../shared/domain/errors.ts'
import type { OrderId } from '../../../shared/domain/ids.ts'
import { add, type Money, ZERO } from '../../../shared/domain/money.ts'
import type { BrokerOrder, BrokerOrderStatus, OrderPricing, OrderSide } from '../../../shared/domain/order.ts'
import { fit } from '../wire/fit.ts'
import { shareOrderDetail, type WireOrder, type WireOrderDetail } from '../wire/order-answers.ts'
import { present } from './present.ts'
import { tickerIfAny } from './ticker.ts'
import { unknownWord } from './unknown-word.ts'

const OPERATION = 'orders/list'

/** Words of the broker's for orders this system never sends; the owner may have placed such an order by hand. */
const FOREIGN_ACTIONS = ['SELL_SHORT', 'BUY_TO_COVER', 'EXCHANGE']
const FOREIGN_PRICE_TYPES = [
  'STOP_LIMIT',
  'TRAILING_STOP_CNST',
  'TRAILING_STOP_PRCT',
  'HIDDEN_STOP',
  'MARKET_ON_OPEN',
  'MARKET_ON_CLOSE',
  'LIMIT_ON_OPEN',
  'LIMIT_ON_CLOSE',
]

/**
 * A plain buy or sell of shares, or `undefined` for a kind of order that cannot be ours. A word the broker does not
 * document is an error rather than left out, because it might stand in an order of ours.
 */
export function toBrokerOrder(order: WireOrder): BrokerOrder | undefined {
  if (order.orderType !== 'EQ') return undefined
  const detail = fit(shareOrderDetail, OPERATION, order.orderDetail)
  const { instrument } = detail
  const symbol = tickerIfAny(instrument.product.symbol)
  const side = sideOf(instrument.orderAction)
  const pricing = pricingOf(detail)
  if (!symbol || !side || !pricing) return undefined
  return {
    orderId: order.orderId as OrderId,
    symbol,
    side,
    quantity: instrument.orderedQuantity,
    status: statusOf(detail),
    placedAt: detail.placedTime,
    ...pricing,
    ...filled(instrument),
    ...present({ replacedByOrderId: linkedOrder(detail) }),
  }
}

/** 0 is how the broker says none. */
function linkedOrder({ replacedByOrderId }: WireOrderDetail): OrderId | undefined {
  return replacedByOrderId === '0' ? undefined : (replacedByOrderId as OrderId | undefined)
}

function sideOf(orderAction: string): OrderSide | undefined {
  if (orderAction === 'BUY' || orderAction === 'SELL') return orderAction
  if (FOREIGN_ACTIONS.includes(orderAction)) return undefined
  throw unknownWord(OPERATION, 'orderAction', {
    seen: orderAction,
    known: ['BUY', 'SELL', ...FOREIGN_ACTIONS],
  })
}

function pricingOf({ priceType, limitPrice, stopPrice }: WireOrderDetail): OrderPricing | undefined {
  switch (priceType) {
    case 'MARKET':
      return { type: 'MARKET' }
    case 'LIMIT':
      return { type: 'LIMIT', limit: required('limitPrice', limitPrice) }
    case 'STOP':
      return { type: 'STOP', stop: required('stopPrice', stopPrice) }
  }
  if (FOREIGN_PRICE_TYPES.includes(priceType)) return undefined
  const known = ['MARKET', 'LIMIT', 'STOP', ...FOREIGN_PRICE_TYPES]
  throw unknownWord(OPERATION, 'priceType', { seen: priceType, known })
}

function required(field: string, price: Money | undefined): Money {
  if (price !== undefined) return price
  throw new BrokerUnreachableError(
    OPERATION,
    `${OPERATION} answered what we cannot read: ${field} was missing or 0`,
  )
}

const STATUSES: readonly BrokerOrderStatus[] = [
  'OPEN',
  'PARTIAL',
  'CANCEL_REQUESTED',
  'EXECUTED',
  'CANCELLED',
  'REJECTED',
  'EXPIRED',
]

/** INDIVIDUAL_FILLS says only that there are fills; how far they go stands in the quantities (reference §7). */
function statusOf({ status, instrument }: WireOrderDetail): BrokerOrderStatus {
  const known = STATUSES.find((word) => word === status)
  if (known) return known
  if (status === 'INDIVIDUAL_FILLS') {
    return instrument.filledQuantity < instrument.orderedQuantity ? 'PARTIAL' : 'EXECUTED'
  }
  throw unknownWord(OPERATION, 'status', { seen: status, known: [...STATUSES, 'INDIVIDUAL_FILLS'] })
}

/** Charges are estimates for the whole order until it fills; a charge the broker does not name is none. */
function filled(
  instrument: WireOrderDetail['instrument'],
): Pick<BrokerOrder, 'filledQuantity' | 'averagePrice' | 'fees'> {
  const {
    filledQuantity,
    averageExecutionPrice: averagePrice,
    estimatedCommission,
    estimatedFees,
  } = instrument
  if (filledQuantity <= 0) return { filledQuantity: 0, fees: ZERO }
  const fees = add(estimatedCommission ?? ZERO, estimatedFees ?? ZERO)
  return { filledQuantity, fees, ...(averagePrice === undefined ? {} : { averagePrice }) }
}
