import { add, toDisplay, ZERO } from '../domain/money.ts'
import { marketValue } from '../ledger/position-book.ts'
import { type AccountFigures, entriesUnderWay } from './account-figures.ts'
import { type Multipliers, sizeMultipliers } from './multipliers.ts'
import { openSymbols } from './open-symbols.ts'
import type { EntryProposal, RiskView } from './risk-view.ts'
import { type Sizing, sizeEntry, smallestEntry } from './sizing.ts'
import { pass, refuse, type Verdict } from './verdict.ts'

/** A size with the factors that went into it. */
export interface SizedEntry {
  readonly sizing: Sizing
  readonly multipliers: Multipliers
}

/** Seventh assessment, first half: how many shares the bounds leave. */
export function assessSize(
  proposal: EntryProposal,
  { state, prices, style, rules }: RiskView,
  figures: AccountFigures,
): SizedEntry {
  const inGroup = Object.values(state.positions).filter(({ plan }) => plan.corrGroup === proposal.corrGroup)
  const groupValue = inGroup.map((position) => marketValue(position, prices.get(position.symbol) ?? ZERO))
  const { portfolioValue, cash, exposure } = figures
  const { equity, winsInRow } = state.risk
  const multipliers = sizeMultipliers({ ...proposal, portfolioValue, equity, winsInRow }, rules)
  const sizing = sizeEntry(
    {
      portfolioValue,
      cash,
      openPositions: openSymbols(state).length,
      exposure,
      corrGroupExposure: add(...groupValue, entriesUnderWay(state, proposal.corrGroup)),
      limit: proposal.limit,
      stop: proposal.stop,
      averageVolume: proposal.averageVolume,
      multiplier: multipliers.product,
    },
    rules.riskPerTradePct[style],
    rules,
  )
  return { sizing, multipliers }
}

/** Seventh assessment, second half: at least one whole share. */
export function checkSize({ limit }: EntryProposal, { sizing, multipliers }: SizedEntry): Verdict {
  const { quantity, cost, boundBy } = sizing
  if (quantity < 1) return refuse('no-size', `${boundBy} leaves no whole share at ${toDisplay(limit)}`)
  return pass(
    `size: ${quantity} shares for ${toDisplay(cost)} USD, bound by ${boundBy}, ` +
      `multiplier ${multipliers.product.toFixed(2)}`,
  )
}

/** Eighth assessment: an entry too small to be worth its trouble. */
export function checkMinimumSize(
  { sizing }: SizedEntry,
  { rules }: RiskView,
  { portfolioValue }: AccountFigures,
): Verdict {
  const smallest = smallestEntry(portfolioValue, rules)
  if (sizing.cost < smallest) {
    const [cost, least] = [toDisplay(sizing.cost), toDisplay(smallest)]
    return refuse('below-minimum', `${cost} USD is below the smallest entry of ${least} USD`)
  }
  return pass(`minimum size: ${toDisplay(smallest)} USD`)
}
