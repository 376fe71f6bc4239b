import type { AdvisedPlan } from '../advisor/advised-plan.ts'
import type { AdvisorFacts } from '../advisor/facts.ts'

/**
 * Asks a language model what it would do with one symbol. The promise: it answers within a deadline of its own and
 * always with a plan that keeps the server's rules; without a usable answer that is the plan to skip, with the reason.
 * A plan is an opinion: limits and guardrails decide after it, and it can change none of them.
 */
export interface Advisor {
  plan(facts: AdvisorFacts): Promise<AdvisedPlan>
}
