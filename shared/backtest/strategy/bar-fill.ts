import { add, type Money, max, min, subtract } from '../../domain/money.ts'
import type { OrderSide } from '../../domain/order.ts'
import { stopFillOnBar } from '../../matching/stop-fill.ts'
import type { CostModel } from '../costs/cost-model.ts'
import { halfSpread } from '../costs/half-spread.ts'
import { slipped } from '../costs/slipped.ts'

/** The prices of a bar that decide whether and where an order trades in it. */
export interface PricedBar {
  readonly open: Money
  readonly high: Money
  readonly low: Money
  /** `open` is no longer the first price of the bar, but the one it stands at. */
  readonly isBegun?: boolean
}

/** Where and when in its bar an order trades. */
export interface BarFill {
  /** What a share costs or brings, with spread and slippage. */
  readonly price: Money
  /** The middle of the quotes that it traded against. */
  readonly shown: Money
  readonly when: 'open' | 'low' | 'high'
}

/** A market order trades at the open, across half the spread and slipped. */
export function marketFill(costs: CostModel, side: OrderSide, { open }: PricedBar): BarFill {
  return { price: takenAt(costs, side, open), shown: open, when: 'open' }
}

/**
 * A limit order trades when its side of the quote comes to the limit. At the open it takes what it finds there, never
 * beyond the limit; later in the bar it was waiting, and trades at the limit.
 */
export function limitFill(
  costs: CostModel,
  { side, limit }: { readonly side: OrderSide; readonly limit: Money },
  bar: PricedBar,
): BarFill | undefined {
  if (isReached(side, limit, quotedAt(costs, side, bar.open))) {
    const taken = takenAt(costs, side, bar.open)
    return { price: side === 'BUY' ? min(limit, taken) : max(limit, taken), shown: bar.open, when: 'open' }
  }
  const when = side === 'BUY' ? 'low' : 'high'
  if (!isReached(side, limit, quotedAt(costs, side, bar[when]))) return undefined
  return { price: limit, shown: middleAt(costs, side, limit), when }
}

/** A stop that waits to sell trades at min(open, stop) once the bar comes down to it, across half the spread and slipped. */
export function stopFill(costs: CostModel, stop: Money, bar: PricedBar): BarFill | undefined {
  const shown = stopFillOnBar({ stop, open: bar.open, low: bar.low })
  if (shown === undefined) return undefined
  return {
    price: takenAt(costs, 'SELL', shown),
    shown,
    when: bar.open <= stop && !bar.isBegun ? 'open' : 'low',
  }
}

/** What is left of a stop that an earlier bar set off trades at the open, but never better than its stop. */
export function setOffStopFill(costs: CostModel, stop: Money, { open }: PricedBar): BarFill {
  const shown = min(open, stop)
  return { price: takenAt(costs, 'SELL', shown), shown, when: 'open' }
}

function takenAt(costs: CostModel, side: OrderSide, shown: Money): Money {
  return slipped(costs, side, quotedAt(costs, side, shown))
}

/** The ask that a buyer finds where a bar shows a price, the bid that a seller finds; a bid is never zero. */
function quotedAt(costs: CostModel, side: OrderSide, shown: Money): Money {
  const half = halfSpread(costs, shown)
  return side === 'BUY' ? add(shown, half) : max(1 as Money, subtract(shown, half))
}

/** The middle of the quotes while this side of them stands at a limit. */
function middleAt(costs: CostModel, side: OrderSide, limit: Money): Money {
  const half = halfSpread(costs, limit)
  return side === 'BUY' ? max(1 as Money, subtract(limit, half)) : add(limit, half)
}

function isReached(side: OrderSide, limit: Money, quoted: Money): boolean {
  return side === 'BUY' ? quoted <= limit : quoted >= limit
}
