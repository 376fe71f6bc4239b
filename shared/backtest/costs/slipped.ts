import { add, type Money, max, percentOf, subtract } from '../../domain/money.ts'
import type { OrderSide } from '../../domain/order.ts'
import type { CostModel } from './cost-model.ts'

const BPS_A_PERCENT = 100
/** A share is never sold for nothing. */
const PRICE_MIN = 1 as Money

/**
 * What an order that takes liquidity trades at where the quote showed `price`: a buy above it, a sale below it, by
 * `slippageBps` rounded up to 1/10,000 USD, so that the rounding is against us too.
 */
export function slipped(costs: CostModel, side: OrderSide, price: Money): Money {
  const slippage = percentOf(price, costs.slippageBps / BPS_A_PERCENT, 'up')
  return side === 'BUY' ? add(price, slippage) : max(PRICE_MIN, subtract(price, slippage))
}
