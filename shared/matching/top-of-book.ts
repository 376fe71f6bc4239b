import type { Money } from '../domain/money.ts'
import type { OrderSide } from '../domain/order.ts'

/** What an order can trade against at one moment; what the market does not show is absent. */
export interface TopOfBook {
  readonly bid?: Money
  readonly ask?: Money
  /** The trade that made this moment; it alone triggers stops. */
  readonly last?: Money
}

/** The price at which the side trades at once: a buy at the ask, a sell at the bid. */
export function quotedPrice(side: OrderSide, top: TopOfBook): Money | undefined {
  return side === 'BUY' ? top.ask : top.bid
}
