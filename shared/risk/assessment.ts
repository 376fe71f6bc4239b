import { type Money, toDisplay } from '../domain/money.ts'
import { type AccountFigures, accountFigures } from './account-figures.ts'
import { assessSize, checkMinimumSize, checkSize, type SizedEntry } from './assess-size.ts'
import { checkArmed } from './check-armed.ts'
import { checkDailyLoss } from './check-daily-loss.ts'
import { checkDrawdown } from './check-drawdown.ts'
import { approvalNote, checkFinal } from './check-final.ts'
import { checkNews } from './check-news.ts'
import { checkPositionLimits } from './check-position-limits.ts'
import { checkSafeMode } from './check-safe-mode.ts'
import { type RiskLevel, riskLevel } from './risk-level.ts'
import type { EntryProposal, RiskView } from './risk-view.ts'
import { type Refusal, type RiskRefusalCode, refuse, type Verdict } from './verdict.ts'

/** The word of the risk gate on one entry, with everything it rested on. */
export type Assessment = {
  readonly reason: string
  readonly level: RiskLevel
  readonly limit: Money
  readonly stop: Money
  readonly target: Money
  readonly warnings: readonly string[]
  /** What each assessment saw, in their order; the last line of a refusal is the refusal. */
  readonly trace: readonly string[]
} & (
  | ({ readonly approved: true; readonly code: 'approved'; readonly quantity: number } & SizedEntry)
  | { readonly approved: false; readonly code: RiskRefusalCode; readonly quantity: 0 }
)

/** What is known so far on the way through the assessments. */
interface Trail {
  /** Until the figures are known the worst is assumed. */
  level: RiskLevel
  readonly trace: string[]
  readonly warnings: string[]
}

/**
 * Decides whether an entry may be made and how large: the ten assessments of spec §9 in their order, stopping
 * at the first refusal. An exception is a refusal too: what can't be assessed is not entered.
 */
export function assessEntry(proposal: EntryProposal, view: RiskView): Assessment {
  const trail: Trail = { level: 'CRITICAL', trace: [], warnings: [] }
  try {
    const outcome = walk(proposal, view, trail)
    return 'sizing' in outcome ? approved(proposal, outcome, trail) : refused(proposal, outcome, trail)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return refused(proposal, refuse('assessment-failed', reason), trail)
  }
}

function walk(proposal: EntryProposal, view: RiskView, trail: Trail): SizedEntry | Refusal {
  const halted = ask(trail, [
    () => checkSafeMode(view),
    ...(view.mustBeArmed ? [() => checkArmed(view)] : []),
  ])
  if (halted) return halted
  const figures = accountFigures(view)
  if ('code' in figures) return figures
  trail.trace.push(figuresNote(figures))
  trail.level = riskLevel(view, figures)
  const limited = ask(trail, [
    () => checkDrawdown(view, figures),
    () => checkDailyLoss(view, figures),
    () => checkPositionLimits(proposal, view, figures),
    () => checkNews(proposal),
  ])
  if (limited) return limited
  const sized = assessSize(proposal, view, figures)
  trail.trace.push(...sized.sizing.bounds.map(({ name, quantity }) => `${name}: ${quantity} shares`))
  const unfit = ask(trail, [
    () => checkSize(proposal, sized),
    () => checkMinimumSize(sized, view, figures),
    () => checkFinal(proposal, sized.sizing, view, figures),
    () => approvalNote(proposal, sized.sizing),
  ])
  return unfit ?? sized
}

/** Asks one assessment after the other and answers with the first refusal. */
function ask(trail: Trail, checks: readonly (() => Verdict)[]): Refusal | undefined {
  for (const check of checks) {
    const verdict = check()
    if (!verdict.passed) return verdict
    trail.trace.push(verdict.note)
    trail.warnings.push(...verdict.warnings)
  }
  return undefined
}

function approved(proposal: EntryProposal, sized: SizedEntry, trail: Trail): Assessment {
  const { sizing } = sized
  return {
    approved: true,
    code: 'approved',
    reason: `${sizing.quantity} shares, bound by ${sizing.boundBy}`,
    quantity: sizing.quantity,
    ...sized,
    ...shared(proposal, trail),
  }
}

function refused(proposal: EntryProposal, { code, reason }: Refusal, trail: Trail): Assessment {
  trail.trace.push(`${code}: ${reason}`)
  return { approved: false, code, reason, quantity: 0, ...shared(proposal, trail) }
}

function shared({ limit, stop, target }: EntryProposal, { level, warnings, trace }: Trail) {
  return { level, limit, stop, target, warnings, trace }
}

function figuresNote({ portfolioValue, cash, exposure, leveragedExposure }: AccountFigures): string {
  const weighted = leveragedExposure === undefined ? 'not known' : `${toDisplay(leveragedExposure)} USD`
  return (
    `portfolio ${toDisplay(portfolioValue)} USD, cash ${toDisplay(cash)} USD, exposure ${toDisplay(exposure)} USD, ` +
    `weighted by leverage ${weighted}`
  )
}
