import type { AccountFigures } from './account-figures.ts'
import { openSymbols } from './open-symbols.ts'
import { checkProtections } from './protections.ts'
import type { EntryProposal, RiskView } from './risk-view.ts'
import { pass, type Refusal, refuse, type Verdict } from './verdict.ts'

/** No configuration and no style holds more than this (spec §9). */
const OPEN_POSITIONS_HARD_MAX = 20

/**
 * Fifth assessment: how many positions and trades there may be, and whether a run of bad trades asks for a
 * rest.
 */
export function checkPositionLimits(
  proposal: EntryProposal,
  view: RiskView,
  figures: AccountFigures,
): Verdict {
  const protectedBy = () =>
    checkProtections(view.state.risk.recentExits, {
      symbol: proposal.symbol,
      now: view.now,
      unlockedAt: view.state.owner.unlocked[proposal.symbol],
      portfolioValue: figures.portfolioValue,
      rules: view.rules.protections,
    })
  const refusal = openLimit(view) ?? groupLimit(proposal, view) ?? tradeLimits(view) ?? protectedBy()
  if (refusal) return refusal
  return pass(
    `positions: ${openSymbols(view.state).length} open, ${view.state.day.entries} entries today, ` +
      `${view.state.risk.lossesInRow} losses in a row`,
  )
}

function openLimit({ state, rules, style }: RiskView): Refusal | undefined {
  const open = openSymbols(state).length
  const limit = Math.min(rules.openPositionsMax[style], OPEN_POSITIONS_HARD_MAX)
  return open >= limit ? refuse('open-positions', `${open} of ${limit} positions are taken`) : undefined
}

function groupLimit({ corrGroup }: EntryProposal, { state, rules }: RiskView): Refusal | undefined {
  const inGroup = openSymbols(state).filter((open) => open.corrGroup === corrGroup).length
  return inGroup >= rules.corrGroupPositionsMax
    ? refuse('group-positions', `${inGroup} positions already move with ${corrGroup}`)
    : undefined
}

function tradeLimits({ state, rules, style }: RiskView): Refusal | undefined {
  const { entries } = state.day
  if (entries >= rules.dailyTradesMax[style]) {
    return refuse('daily-trades', `${entries} entries made today, limit ${rules.dailyTradesMax[style]}`)
  }
  const { lossesInRow } = state.risk
  return lossesInRow >= rules.consecutiveLossesMax
    ? refuse(
        'consecutive-losses',
        `${lossesInRow} losing trades in a row today, limit ${rules.consecutiveLossesMax}`,
      )
    : undefined
}
