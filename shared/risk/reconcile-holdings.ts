import type { Holding } from '../domain/account.ts'
import type { Ticker } from '../domain/ids.ts'
import { openQuantity } from '../ledger/position-book.ts'
import { isResting } from '../orders/order-record.ts'
import type { SafeModeReason } from '../state/risk-state.ts'
import type { TradingState } from '../state/trading-state.ts'

/** Something in the account that our books can't explain. */
export interface HoldingsProblem {
  readonly reason: Extract<SafeModeReason, 'reconciliation-mismatch' | 'unexpected-short'>
  readonly detail: string
}

/**
 * Compares what the broker holds with what our books say. Shares beyond ours are the owner's own and none of
 * our business; fewer than ours, or a short position, means that the books are wrong. A symbol with an order
 * under way waits until that is resolved; a stop that rests is not under way.
 */
export function reconcileHoldings(
  state: TradingState,
  holdings: readonly Holding[],
): readonly HoldingsProblem[] {
  const held = new Map(holdings.map(({ symbol, quantity }) => [symbol, quantity]))
  const shorts = holdings.flatMap(({ symbol, quantity }): readonly HoldingsProblem[] =>
    quantity < 0 ? [{ reason: 'unexpected-short', detail: `${quantity} ${symbol} at the broker` }] : [],
  )
  const missing = Object.values(state.positions).flatMap((position): readonly HoldingsProblem[] => {
    const { symbol } = position
    const [ours, theirs] = [openQuantity(position), held.get(symbol) ?? 0]
    if (theirs >= ours || theirs < 0 || isInFlux(state, symbol)) return []
    const detail = `${symbol}: ${ours} shares in our books, ${theirs} at the broker`
    return [{ reason: 'reconciliation-mismatch', detail }]
  })
  return [...shorts, ...missing]
}

function isInFlux({ orders }: TradingState, symbol: Ticker): boolean {
  return Object.values(orders).some(
    (order) => order.symbol === symbol && !(order.purpose.kind === 'stop' && isResting(order)),
  )
}
