import { add, type Money, max, percentOf, subtract, toTick } from '../../domain/money.ts'

const CENT = 100 as Money
const ONE_DOLLAR = 10_000 as Money
const SPREAD_PCT = 0.02

/** Which way the price last moved; it tells the side of the spread the last trade happened on. */
export type TickDirection = 'up' | 'down'

/**
 * Bid and ask around the last trade where none were recorded. SIM-ASSUMED: an uptick traded at the ask, a
 * downtick at the bid; the spread is 2 bps of the price in whole cents, at least one. From 1 USD on both
 * sides are whole cents, the bid rounded down and the ask up, so that bid <= last <= ask also for a last with
 * parts of a cent.
 */
export function spreadAround(
  last: Money,
  direction: TickDirection,
): { readonly bid: Money; readonly ask: Money } {
  const spread = max(CENT, toTick(percentOf(last, SPREAD_PCT, 'down'), CENT, 'nearest'))
  const bid = direction === 'up' ? subtract(last, spread) : last
  const ask = direction === 'up' ? last : add(last, spread)
  if (last < ONE_DOLLAR) return { bid: max(1 as Money, bid), ask }
  return { bid: toTick(bid, CENT, 'down'), ask: toTick(ask, CENT, 'up') }
}
