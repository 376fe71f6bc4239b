import type { Money } from './money.ts'

/** Both sides of the market at the moment an order was decided. */
export interface QuotedSpread {
  readonly bid: Money
  readonly ask: Money
}

/** What getting in or out cost against the middle of the spread at the decision; negative is a gain. */
export interface Slippage {
  /** What was to be expected: half the spread on every share. */
  readonly modelled: Money
  /** What the fills came to. */
  readonly realised: Money
}
