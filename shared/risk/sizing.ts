import type { Config } from '../config/config.ts'
import {
  divide,
  type Money,
  max,
  moneyFromNumber,
  percentOf,
  subtract,
  times,
  ZERO,
} from '../domain/money.ts'

/** What the size of one entry depends on. Amounts are of the moment of the decision. */
export interface SizingInput {
  /** Cash plus own positions at market. */
  readonly portfolioValue: Money
  readonly cash: Money
  readonly openPositions: number
  /** Own positions at market plus entries under way. */
  readonly exposure: Money
  /** The part of the exposure in the candidate's correlation group. */
  readonly corrGroupExposure: Money
  readonly limit: Money
  readonly stop: Money
  /** Mean daily volume of the last 20 sessions, in shares. */
  readonly averageVolume: number
  /** Product of every confidence-based multiplier; 1 while win probabilities are uncalibrated. */
  readonly multiplier: number
}

export type SizingRules = Config['risk']

/** One bound on the size and what it allows, so that an owner can see which one decided. */
interface SizingBound {
  readonly name: string
  readonly quantity: number
}

export interface Sizing {
  /** Whole shares; 0 when a bound leaves none. */
  readonly quantity: number
  readonly cost: Money
  /** The bound that decided. */
  readonly boundBy: string
  readonly bounds: readonly SizingBound[]
}

/**
 * The number of shares of an entry (spec §9): the equal share of the invested part times the multipliers, cut
 * by the caps on one position, on all positions, on cash and on the correlation group, by the risk of one
 * trade and by the symbol's volume. `riskPct` is the style's risk a trade in percent of the portfolio.
 */
export function sizeEntry(input: SizingInput, riskPct: number, rules: SizingRules): Sizing {
  const bounds = [...valueBounds(input, rules), riskBound(input, riskPct), volumeBound(input, rules)]
  const tightest = bounds.reduce((least, bound) => (bound.quantity < least.quantity ? bound : least))
  const quantity = Math.max(0, tightest.quantity)
  return { quantity, cost: times(input.limit, quantity), boundBy: tightest.name, bounds }
}

/** The smallest entry worth its trouble. */
export function smallestEntry(portfolioValue: Money, rules: SizingRules): Money {
  return max(moneyFromNumber(rules.positionUsdMin), percentOf(portfolioValue, rules.positionPctMin, 'up'))
}

function valueBounds(input: SizingInput, rules: SizingRules): readonly SizingBound[] {
  const { portfolioValue } = input
  const share = (pct: number) => percentOf(portfolioValue, pct, 'down')
  const equalShare = divide(share(rules.investedPctMax), input.openPositions + 1, 'down')
  const values: readonly (readonly [string, Money])[] = [
    ['equal share', percentOf(equalShare, input.multiplier * 100, 'down')],
    [`${rules.positionPctMax} % position cap`, share(rules.positionPctMax)],
    [`${rules.investedPctMax} % invested cap`, subtract(share(rules.investedPctMax), input.exposure)],
    [`${rules.cashReservePct} % cash reserve`, subtract(input.cash, share(rules.cashReservePct))],
    [`${rules.corrGroupPctMax} % group cap`, subtract(share(rules.corrGroupPctMax), input.corrGroupExposure)],
  ]
  return values.map(([name, value]) => ({ name, quantity: wholeShares(value, input.limit) }))
}

function riskBound(input: SizingInput, riskPct: number): SizingBound {
  const atRiskPerShare = subtract(input.limit, input.stop)
  if (atRiskPerShare <= ZERO) throw new RangeError('a stop must lie below the limit to size an entry')
  return {
    name: `${riskPct} % risk`,
    quantity: wholeShares(percentOf(input.portfolioValue, riskPct, 'down'), atRiskPerShare),
  }
}

function volumeBound(input: SizingInput, rules: SizingRules): SizingBound {
  return {
    name: `${rules.averageVolumePctMax} % of volume`,
    quantity: Math.floor((input.averageVolume * rules.averageVolumePctMax) / 100),
  }
}

function wholeShares(value: Money, price: Money): number {
  return Math.floor(value / price)
}
