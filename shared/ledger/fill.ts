import type { Ticker } from '../domain/ids.ts'
import { add, type Money, subtract, times, ZERO } from '../domain/money.ts'
import type { BrokerOrder, OrderSide } from '../domain/order.ts'
import type { QuotedSpread, Slippage } from '../domain/slippage.ts'
import type { EpochMs } from '../time/instant.ts'
import { slippageOf } from './slippage.ts'

/** Shares that changed hands since the order was last looked at. */
export interface Fill {
  readonly symbol: Ticker
  readonly side: OrderSide
  readonly quantity: number
  /** Price × shares of exactly these shares. */
  readonly notional: Money
  readonly fees: Money
  /** Absent when the quote on which the order was decided is not known. */
  readonly slippage?: Slippage
  readonly time: EpochMs
}

/** How much of an order our books have taken in. */
export interface FilledSoFar {
  readonly filledQuantity: number
  readonly filledNotional: Money
  readonly fees: Money
}

export const NOTHING_FILLED: FilledSoFar = { filledQuantity: 0, filledNotional: ZERO, fees: ZERO }

/** A report that says shares changed hands but not at which price. */
export function lacksPrice({ filledQuantity, averagePrice }: BrokerOrder): boolean {
  return filledQuantity > 0 && averagePrice === undefined
}

/**
 * The news in a cumulative report: the same report twice, or an older one, is no news, so that every share is
 * applied once whatever is replayed. An executed order whose price the broker does not tell throws, as no trade
 * may be booked at a made-up price.
 */
export function fillFrom(
  report: BrokerOrder,
  known: FilledSoFar & { readonly quoted?: QuotedSpread },
  time: EpochMs,
): Fill | undefined {
  const quantity = report.filledQuantity - known.filledQuantity
  if (quantity <= 0) return undefined
  if (report.averagePrice === undefined) {
    throw new RangeError(
      `order ${report.orderId} reports ${report.filledQuantity} filled ${report.symbol} without a price`,
    )
  }
  const notional = subtract(times(report.averagePrice, report.filledQuantity), known.filledNotional)
  const { symbol, side } = report
  return {
    symbol,
    side,
    quantity,
    notional,
    fees: subtract(report.fees, known.fees),
    ...(known.quoted && { slippage: slippageOf({ side, quantity, notional }, known.quoted) }),
    time,
  }
}

/** What is taken in once `fill` has been applied. */
export function afterFill(known: FilledSoFar, fill: Fill): FilledSoFar {
  return {
    filledQuantity: known.filledQuantity + fill.quantity,
    filledNotional: add(known.filledNotional, fill.notional),
    fees: add(known.fees, fill.fees),
  }
}
