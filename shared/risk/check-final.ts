import { add, percentOf, subtract, times, toDisplay } from '../domain/money.ts'
import type { AccountFigures } from './account-figures.ts'
import { checkAccountPolicy } from './account-policy.ts'
import type { EntryProposal, RiskView } from './risk-view.ts'
import type { Sizing } from './sizing.ts'
import { pass, type Refusal, refuse, type Verdict } from './verdict.ts'

/**
 * Ninth assessment: the finished entry against the limits once more, from its own figures and not from the
 * way they were found, and against the rules of the account.
 */
export function checkFinal(
  proposal: EntryProposal,
  sizing: Sizing,
  view: RiskView,
  figures: AccountFigures,
): Verdict {
  const wrong = misplaced(proposal) ?? tooMuch(proposal, sizing, view, figures)
  return wrong ?? checkAccountPolicy(sizing.cost, view, figures)
}

function misplaced({ stop, limit, target }: EntryProposal): Refusal | undefined {
  if (stop < limit && limit < target) return undefined
  const [low, middle, high] = [stop, limit, target].map((price) => toDisplay(price))
  return refuse('final-check', `stop ${low}, limit ${middle} and target ${high} must rise in this order`)
}

function tooMuch(
  { limit, stop }: EntryProposal,
  { quantity, cost }: Sizing,
  { rules, style }: RiskView,
  { portfolioValue, exposure, cash }: AccountFigures,
): Refusal | undefined {
  const share = (pct: number) => percentOf(portfolioValue, pct, 'down')
  const bounds = [
    ['money at risk', times(subtract(limit, stop), quantity), share(rules.riskPerTradePct[style])],
    ['own exposure', add(exposure, cost), share(rules.investedPctMax)],
    ['cost', cost, cash],
  ] as const
  const over = bounds.find(([, amount, most]) => amount > most)
  if (!over) return undefined
  const [what, amount, most] = over
  return refuse('final-check', `${what} of ${toDisplay(amount)} USD is more than ${toDisplay(most)} USD`)
}

/** What the approval says of its risk. */
export function approvalNote({ limit, stop }: EntryProposal, { quantity, cost }: Sizing): Verdict {
  const atRisk = times(subtract(limit, stop), quantity)
  return pass(`approved: ${quantity} shares, ${toDisplay(cost)} USD, ${toDisplay(atRisk)} USD at risk`)
}
