import type { Ticker } from '../domain/ids.ts'
import type { TradingState } from '../state/trading-state.ts'

/** Positions held and entries that may become one (I22: what is in doubt counts as taken). */
export function openSymbols(
  state: TradingState,
): readonly { readonly symbol: Ticker; readonly corrGroup: string }[] {
  const held = Object.values(state.positions).map(({ symbol, plan }) => ({
    symbol,
    corrGroup: plan.corrGroup,
  }))
  const entering = Object.values(state.orders).flatMap(({ symbol, purpose }) =>
    purpose.kind === 'entry' && !state.positions[symbol]
      ? [{ symbol, corrGroup: purpose.plan.corrGroup }]
      : [],
  )
  return [...held, ...entering]
}
