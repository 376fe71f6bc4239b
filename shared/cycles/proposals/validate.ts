import type { GuardedProposal } from '../../guardrails/guarded-proposal.ts'
import type { GuardrailContext } from '../../guardrails/guardrail-context.ts'
import { guardProposal } from '../../guardrails/guardrails.ts'
import type { ProposalValidation } from '../../proposals/proposal-record.ts'
import { type ProposalRefusal, refuseProposal } from '../../proposals/proposal-refusal.ts'
import { exchangeDate } from '../../time/exchange-time.ts'
import type { World } from '../world.ts'
import { readGuardrailContext } from './guardrail-context.ts'
import { proposalUpdate, readProposal } from './read-proposal.ts'

/** How often another change of the same proposal may come first. */
const TRIES_MAX = 3

/** Holds a plan of whomever against the seven guardrails, with figures that are read here. Nothing is kept. */
export async function validatePlan(world: World, plan: GuardedProposal): Promise<ProposalValidation> {
  return judged(plan, await readGuardrailContext(world, plan.ticker), world)
}

/**
 * Holds a kept proposal against the guardrails and keeps their word with it. It may be asked again on its day until an order was
 * decided; later its levels are old, and what became of its plan is known.
 */
export async function validateProposal(
  world: World,
  decisionId: string,
): Promise<ProposalValidation | ProposalRefusal> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const kept = await readProposal(world.store, decisionId)
    if ('status' in kept) return kept
    const { record } = kept
    if (record.ordered)
      return refuseProposal('ordered', `${decisionId} was decided on: ${record.ordered.reason}`)
    if (record.date !== exchangeDate(world.clock.now()))
      return refuseProposal('too-old', `${decisionId} was made for ${record.date}; propose it anew`)
    const validation = judged(record.plan, await readGuardrailContext(world, record.symbol), world)
    // A refusal that was settled taught nothing; what is approved after it may.
    const judgedRecord = { ...record, awaitsReward: true, validation }
    const { ok } = await world.store.commit([proposalUpdate(kept, judgedRecord)])
    if (ok) return validation
  }
  return refuseProposal('contended', `${decisionId} keeps being changed; try again`)
}

function judged(
  plan: GuardedProposal,
  context: GuardrailContext,
  { clock }: Pick<World, 'clock'>,
): ProposalValidation {
  const verdict = guardProposal(plan, context)
  const { approved, code, reason, quantity, trace } = verdict
  return {
    at: clock.now(),
    ...{ approved, code, reason, quantity, trace: [...trace] },
    ...(verdict.approved && { worstEntry: verdict.worstEntry, lossPerShare: verdict.lossPerShare }),
    context: { ...context },
  }
}
