import { type Money, max, min } from '../domain/money.ts'
import type { OrderSide } from '../domain/order.ts'
import { quotedPrice, type TopOfBook } from './top-of-book.ts'

interface StopOrder {
  readonly side: OrderSide
  readonly stop: Money
}

/** Whether a trade sets the stop off: a sell stop at or below it, a buy stop at or above it. */
export function isStopTriggered({ side, stop }: StopOrder, last: Money): boolean {
  return side === 'SELL' ? last <= stop : last >= stop
}

/**
 * Where a triggered stop trades: at the worse of its stop and the quote, so that a gap costs what it would
 * cost (spec §10: a gapped stop fills at min(open, stop)) and a quote that lags behind gives nothing away.
 */
export function stopFillPrice({ side, stop }: StopOrder, top: TopOfBook): Money | undefined {
  const quoted = quotedPrice(side, top)
  if (quoted === undefined) return undefined
  return side === 'SELL' ? min(stop, quoted) : max(stop, quoted)
}

/**
 * The same rule for a sell stop where only a bar is known: `undefined` when the bar never came down to the
 * stop.
 */
export function stopFillOnBar(bar: {
  readonly stop: Money
  readonly open: Money
  readonly low: Money
}): Money | undefined {
  const { stop, open, low } = bar
  return isStopTriggered({ side: 'SELL', stop }, low) ? min(open, stop) : undefined
}
