import type { Plan } from './plan.ts'

/** Why the plan of the model is not used: no answer first, then what was wrong with the plan. */
type FallbackCode =
  | 'timed-out'
  | 'unreachable'
  | 'server-error'
  | 'refused'
  | 'unreadable'
  | 'other-ticker'
  | 'levels-out-of-order'
  | 'entry-off-price'
  | 'reward-too-small'
  /** Nobody was asked: the bandit chose to skip, or too little is known for a plan. */
  | 'skip-chosen'
  | 'no-plan'

/** A reason to fall back, in words for the owner. */
export interface PlanProblem {
  readonly code: FallbackCode
  readonly reason: string
}

/** A plan that passed the server's checks, or the plan to skip with the reason why. */
export type AdvisedPlan =
  | { readonly source: 'model'; readonly plan: Plan }
  | ({ readonly source: 'fallback'; readonly plan: Plan } & PlanProblem)
