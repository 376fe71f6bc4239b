import { type Money, ZERO } from '../../domain/money.ts'
import { valueHeld } from '../../risk/account-figures.ts'
import type { TradingState } from '../../state/trading-state.ts'
import type { EpochMs } from '../../time/instant.ts'

/** P&L of what is held, with the moment of its oldest price. */
export interface OpenProfit {
  readonly profit: Money
  readonly at: EpochMs
}

/**
 * P&L of the open positions at the prices that the monitors have last seen, which costs no call; absent when nothing is held or
 * one of them was not looked at yet.
 */
export function openProfitAsSeen(state: Pick<TradingState, 'positions'>): OpenProfit | undefined {
  const looks = Object.values(state.positions).map(({ symbol, watch }) => ({ symbol, watch }))
  const seen = looks.flatMap(({ symbol, watch }) => (watch ? [{ symbol, ...watch }] : []))
  if (seen.length === 0 || seen.length < looks.length) return undefined
  const held = valueHeld(state, new Map(seen.map(({ symbol, price }) => [symbol, price])))
  const profit = 'code' in held ? ZERO : held.openProfit
  return { profit, at: Math.min(...seen.map(({ quoteTime }) => quoteTime)) as EpochMs }
}
