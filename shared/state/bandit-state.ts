import { z } from 'zod'
import { ARMS, type Arm, type ByArm, byArm } from '../bandit/arm.ts'
import { type BanditContext, CONTEXT_TERMS, CONTEXT_VERSION } from '../bandit/context.ts'
import type { ContextTerm } from '../bandit/context-scalings.ts'
import { type ArmPosterior, FRESH_POSTERIOR, PRECISION_LENGTH } from '../bandit/posterior.ts'
import type { Reward } from '../bandit/reward.ts'
import type { DecisionId } from '../domain/ids.ts'
import type { DocumentPath } from '../ports/store.ts'
import type { EpochMs } from '../time/instant.ts'
import { instantSchema } from './document-schemas.ts'

/** Everything the bandit has learned, over restarts and over all instances. */
export interface BanditState {
  /** The version of the contexts it has learned from. */
  readonly contextVersion: typeof CONTEXT_VERSION
  /** Rewards learned, over all arms. */
  readonly rewards: number
  readonly arms: ByArm<ArmPosterior>
}

/** One reward that was learned, kept so that it is learned once and can be read again. */
export interface RewardRecord extends Reward {
  readonly decisionId: DecisionId
  readonly arm: Arm
  readonly context: BanditContext
  readonly at: EpochMs
}

/** A bandit that has learned nothing. */
export const FRESH_BANDIT: BanditState = {
  contextVersion: CONTEXT_VERSION,
  rewards: 0,
  arms: byArm(() => FRESH_POSTERIOR),
}

/** Each version of the context has a state of its own. */
export const BANDIT_PATH: DocumentPath = `bandit/${CONTEXT_VERSION}`

/** Where the reward of a decision is kept. */
export function rewardPath(decisionId: DecisionId): DocumentPath {
  return `rewards/${decisionId}`
}

const count = z.number().int().min(0)

const armSchema: z.ZodType<Arm> = z.enum(ARMS)

const posteriorSchema: z.ZodType<ArmPosterior> = z.strictObject({
  updates: count,
  precision: z.array(z.number()).length(PRECISION_LENGTH).readonly(),
  weightedTerms: z.array(z.number()).length(CONTEXT_TERMS.length).readonly(),
})

export const banditStateSchema: z.ZodType<BanditState> = z.strictObject({
  contextVersion: z.literal(CONTEXT_VERSION),
  rewards: count,
  arms: z.strictObject(byArm(() => posteriorSchema)),
})

/** A context as it must look when it comes back from a store. */
export const banditContextSchema: z.ZodType<BanditContext> = z.strictObject({
  version: z.literal(CONTEXT_VERSION),
  terms: z.array(z.number().min(-1).max(1)).length(CONTEXT_TERMS.length).readonly(),
  missing: z.array(z.enum(CONTEXT_TERMS as readonly [ContextTerm, ...ContextTerm[]])).readonly(),
})

export const rewardRecordSchema: z.ZodType<RewardRecord> = z.strictObject({
  decisionId: z.string().min(1) as unknown as z.ZodType<DecisionId>,
  arm: armSchema,
  context: banditContextSchema,
  at: instantSchema,
  riskMultiple: z.number(),
  reward: z.number().min(-1).max(1),
})
