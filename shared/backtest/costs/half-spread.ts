import { type Money, max, percentOf, ZERO } from '../../domain/money.ts'
import type { CostModel } from './cost-model.ts'

/** Half of a cent: no market is narrower than a cent. */
const HALF_SPREAD_MIN = 50 as Money
const HALF_BPS_A_PERCENT = 200

/**
 * How far bid and ask are from the price between them where no quotes were recorded: half of `spreadBps`, at least half
 * a cent, rounded up to 1/10,000 USD. A spread of 0 bps is no spread at all, for runs that want no costs.
 */
export function halfSpread(costs: CostModel, price: Money): Money {
  if (costs.spreadBps === 0) return ZERO
  return max(HALF_SPREAD_MIN, percentOf(price, costs.spreadBps / HALF_BPS_A_PERCENT, 'up'))
}
