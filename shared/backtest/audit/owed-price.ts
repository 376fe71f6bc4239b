import type { Money } from '../../domain/money.ts'
import type { CostModel } from '../costs/cost-model.ts'

/** The spread is a cent at least, so that a side pays half of one; a spread of 0 bps is none. */
const HALF_CENT = 50

type Side = 'BUY' | 'SELL'

/** The far side of the spread round a print, in money units, by the audit's own arithmetic. */
export function besidePrint({ spreadBps }: CostModel, side: Side, print: Money): number {
  const half = spreadBps === 0 ? 0 : Math.max(HALF_CENT, (print * spreadBps) / 20_000)
  return print + signOf(side) * half
}

/** A price after the slippage that the costs ask for. */
export function afterSlippage({ slippageBps }: CostModel, side: Side, price: number): number {
  return price * (1 + (signOf(side) * slippageBps) / 10_000)
}

function signOf(side: Side): 1 | -1 {
  return side === 'BUY' ? 1 : -1
}
