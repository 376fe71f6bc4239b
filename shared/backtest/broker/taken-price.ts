import { add, type Money, max, subtract } from '../../domain/money.ts'
import type { OrderSide } from '../../domain/order.ts'
import type { CostModel } from '../costs/cost-model.ts'
import { halfSpread } from '../costs/half-spread.ts'
import { slipped } from '../costs/slipped.ts'

const LEAST = 1 as Money

/** The far side of the spread round a printed price: what a buy pays and a sale gets before slippage. */
export function farSide(costs: CostModel, side: OrderSide, printed: Money): Money {
  const half = halfSpread(costs, printed)
  return side === 'BUY' ? add(printed, half) : max(LEAST, subtract(printed, half))
}

/** What an order that takes liquidity trades at where the last print was `printed`. */
export function takenPrice(costs: CostModel, side: OrderSide, printed: Money): Money {
  return slipped(costs, side, farSide(costs, side, printed))
}
