import { Refused } from '../../shared/api/refused.ts'
import type { ProposalRefusal } from '../../shared/proposals/proposal-refusal.ts'

/** Codes that mean that there is nothing of this id. */
const NOT_FOUND = new Set(['not-found', 'not-a-proposal'])
/** Codes that mean that the proposal is not in a state for what was asked. */
const CONFLICT = new Set(['ordered', 'contended', 'not-validated', 'too-old', 'skip'])

/** A refusal of the proposals as HTTP tells it: not there, not in a state for it, or the market says no. */
export function refusedProposal({ code, reason }: ProposalRefusal): Refused {
  const words = `${code}: ${reason}`
  if (NOT_FOUND.has(code)) return new Refused(404, words)
  return new Refused(CONFLICT.has(code) || code.startsWith('guard-') ? 409 : 422, words)
}
