import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { generatorOf } from '../bandit/decision-chance.ts'
import type { DecisionId } from '../domain/ids.ts'
import { add, divide, type Money, percentOf, subtract } from '../domain/money.ts'

/** The most that a paper fill slips beyond half the spread, in percent of the price (spec §12: 10 bps). */
const SLIP_PCT_MAX = 0.1

/**
 * What a paper entry pays (spec §12): half the spread above its price and up to 10 bps more, drawn from the decision's own chance, so
 * that it is never better than a real one and the same each time it is worked out.
 */
export function paperEntryPrice(
  entry: Money,
  { bid, ask, decisionId }: { readonly bid: Money; readonly ask: Money; readonly decisionId: DecisionId },
): Money {
  const slipPct = SLIP_PCT_MAX * uniformFloat64(generatorOf(decisionId, 'paper fill'))
  return add(entry, halfSpread({ bid, ask }), percentOf(entry, slipPct, 'up'))
}

/** What selling gives away again, a share. */
export function halfSpread({ bid, ask }: { readonly bid: Money; readonly ask: Money }): Money {
  return divide(subtract(ask, bid), 2, 'up')
}
