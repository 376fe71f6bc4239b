import type { Money } from '../../domain/money.ts'

/** Two roundings to 1/10,000 USD can lie this many units apart and still be honest. */
const ROUNDING_UNITS = 2

type Side = 'BUY' | 'SELL'

/** Whether a price is better for the trader than the best that is allowed, by more than roundings. */
export function isBetter(side: Side, price: Money, allowed: number): boolean {
  return side === 'BUY' ? price < allowed - ROUNDING_UNITS : price > allowed + ROUNDING_UNITS
}

/** The price that is worse for the trader: the higher one to a buyer. */
export function worseOf(side: Side, one: Money, other: Money): Money {
  return side === 'BUY' ? (Math.max(one, other) as Money) : (Math.min(one, other) as Money)
}

/** The price that is better for the trader. */
export function betterOf(side: Side, one: Money, other: Money): Money {
  return worseOf(side === 'BUY' ? 'SELL' : 'BUY', one, other)
}
