import type { GuardedProposal } from './guarded-proposal.ts'
import type { GuardrailContext } from './guardrail-context.ts'
import type { GuardrailCode, GuardrailOutcome } from './guardrail-outcome.ts'
import { guardSpread, guardTradedValue } from './market-limits.ts'
import { guardDailyLoss, guardOpenPositions } from './session-limits.ts'
import {
  guardedSize,
  guardLossToStop,
  guardRisk,
  guardTicket,
  type WorstCase,
  worstCase,
} from './size-limits.ts'

/** The word of the guardrails on one proposal. */
export type GuardrailVerdict = {
  readonly reason: string
  /** What each guardrail saw, in their order; the last line of a refusal is the refusal. */
  readonly trace: readonly string[]
} & (
  | ({ readonly approved: true; readonly code: 'approved'; readonly quantity: number } & WorstCase)
  | { readonly approved: false; readonly code: GuardrailCode; readonly quantity: 0 }
)

/**
 * Decides whether a proposal may become an entry and of how many shares: the seven guardrails of spec §12 in their
 * order, stopping at the first refusal. A proposal to skip is never approved.
 *
 *     guardProposal(proposal, context) // { approved: true, quantity: 2, worstEntry: 192.197, lossPerShare: 3.197, … }
 */
export function guardProposal(proposal: GuardedProposal, context: GuardrailContext): GuardrailVerdict {
  const trace: string[] = []
  if (proposal.action !== 'BUY') return refused('skip', { reason: 'the proposal is to skip', trace })
  const unfit = ask(trace, [
    () => guardDailyLoss(context),
    () => guardOpenPositions(context),
    () => guardTradedValue(context),
    () => guardSpread(context),
  ])
  if (unfit) return unfit
  return sized(proposal, context, trace)
}

function sized(proposal: GuardedProposal, { bid, ask: offer }: GuardrailContext, trace: string[]) {
  if (bid === undefined || offer === undefined) throw new Error('the spread passed without bid and ask')
  const worst = worstCase(proposal, { bid, ask: offer })
  const unfit = ask(trace, [
    () => guardLossToStop(proposal, worst),
    () => guardTicket(worst),
    () => guardRisk(worst),
  ])
  return unfit ?? approved(worst, trace)
}

/** Asks one guardrail after the other and answers with the first refusal. */
function ask(trace: string[], guardrails: readonly (() => GuardrailOutcome)[]): GuardrailVerdict | undefined {
  for (const guardrail of guardrails) {
    const outcome = guardrail()
    if (!outcome.passed) return refused(outcome.code, { reason: outcome.reason, trace })
    trace.push(outcome.note)
  }
  return undefined
}

function approved(worst: WorstCase, trace: readonly string[]): GuardrailVerdict {
  const quantity = guardedSize(worst)
  const reason = `${quantity} shares pass every guardrail`
  return { approved: true, code: 'approved', quantity, ...worst, reason, trace }
}

function refused(
  code: GuardrailCode,
  { reason, trace }: { readonly reason: string; readonly trace: readonly string[] },
): GuardrailVerdict {
  return { approved: false, code, quantity: 0, reason, trace: [...trace, `${code}: ${reason}`] }
}
