import type { Holding } from '../domain/account.ts'
import { openQuantity } from '../ledger/position-book.ts'
import type { SafeModeReason } from '../state/risk-state.ts'
import { isInFlux, type TradingState } from '../state/trading-state.ts'
import type { EpochMs } from '../time/instant.ts'

/** Something in the account that our books can't explain. */
export interface HoldingsProblem {
  readonly reason: Extract<SafeModeReason, 'reconciliation-mismatch' | 'unexpected-short'>
  readonly detail: string
}

/**
 * Compares what the broker holds with what our books say. Shares beyond ours are the owner's own and none of
 * our business; fewer than ours, or a short position, means that the books are wrong. A symbol with an order
 * under way waits until that is resolved, and a position that has just changed until the broker must have noticed.
 */
export function reconcileHoldings(
  state: TradingState,
  holdings: readonly Holding[],
  { now, lagMs }: { readonly now: EpochMs; readonly lagMs: number },
): readonly HoldingsProblem[] {
  const held = new Map(holdings.map(({ symbol, quantity }) => [symbol, quantity]))
  const shorts = holdings.flatMap(({ symbol, quantity }): readonly HoldingsProblem[] =>
    quantity < 0 ? [{ reason: 'unexpected-short', detail: `${quantity} ${symbol} at the broker` }] : [],
  )
  const missing = Object.values(state.positions).flatMap((position): readonly HoldingsProblem[] => {
    const { symbol, changedAt } = position
    if (now - changedAt < lagMs) return []
    const [ours, theirs] = [openQuantity(position), held.get(symbol) ?? 0]
    if (theirs >= ours || theirs < 0 || isInFlux(state, symbol)) return []
    const detail = `${symbol}: ${ours} shares in our books, ${theirs} at the broker`
    return [{ reason: 'reconciliation-mismatch', detail }]
  })
  return [...shorts, ...missing]
}
