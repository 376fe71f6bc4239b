import { add, divide, type Money, subtract, times } from '../domain/money.ts'
import type { OrderSide } from '../domain/order.ts'
import type { QuotedSpread, Slippage } from '../domain/slippage.ts'

/**
 * What a fill cost against the middle of the spread at the decision. Bid + ask is twice the middle: multiplied by
 * the shares before it is halved, an odd spread costs no precision until the end.
 */
export function slippageOf(
  fill: { readonly side: OrderSide; readonly quantity: number; readonly notional: Money },
  { bid, ask }: QuotedSpread,
): Slippage {
  const atMiddle = divide(times(add(bid, ask), fill.quantity), 2, 'nearest')
  return {
    modelled: divide(times(subtract(ask, bid), fill.quantity), 2, 'nearest'),
    realised: fill.side === 'BUY' ? subtract(fill.notional, atMiddle) : subtract(atMiddle, fill.notional),
  }
}

/** The slippage of two lots of fills together; unknown as soon as that of one is. */
export function addSlippage(first: Slippage | undefined, second: Slippage | undefined): Slippage | undefined {
  if (!first || !second) return undefined
  return {
    modelled: add(first.modelled, second.modelled),
    realised: add(first.realised, second.realised),
  }
}
