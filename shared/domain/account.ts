import type { Ticker } from './ids.ts'
import type { Money } from './money.ts'

/** What the account can spend, as the broker states it. A figure the broker leaves out is absent, never 0. */
export interface AccountBalance {
  readonly kind: 'CASH' | 'MARGIN'
  /** Settled cash available for investment; what a cash account may spend without a good-faith violation. */
  readonly settledCash?: Money
  /** Buying power from cash; what a margin account may spend without borrowing. */
  readonly cashBuyingPower?: Money
  /** Total cash including unsettled proceeds. */
  readonly cash: Money
}

/** Shares the broker holds for us in one symbol, all rows of the symbol added up. */
export interface Holding {
  readonly symbol: Ticker
  /** Negative for a short position. */
  readonly quantity: number
  readonly averageCost: Money
}
