import type { DecisionId } from '../domain/ids.ts'
import type { BanditState } from '../state/bandit-state.ts'
import { ARMS, type Arm, type ByArm, byArm } from './arm.ts'
import { dot } from './cholesky.ts'
import { assertTerms, type BanditContext, CONTEXT_TERMS } from './context.ts'
import { normalsOf } from './decision-chance.ts'
import { weightDistribution } from './posterior.ts'

/**
 * v of the spec: how far draws stray from what was learned. In synthetic rounds with rewards that scatter by 1 R, .2 and
 * more kept trying worse arms after 500 rounds, and .05 at times settled on one.
 */
export const EXPLORATION = 0.1

/** What the bandit chose, and what each arm had drawn for it. */
export interface ArmChoice {
  readonly arm: Arm
  /** xᵀw of each arm's draw, in units of reward. */
  readonly drawn: ByArm<number>
}

/**
 * Thompson sampling: each arm draws the weights it believes in, and the best draw wins. The same state, context and
 * decision id choose the same again. With nothing known there is nothing to choose by, and it is SKIP.
 */
export function chooseArm(of: {
  readonly state: BanditState
  readonly context: BanditContext
  readonly decisionId: DecisionId
  /** The arms that can be played here, SKIP among them; all by default. Every arm draws, so that the others draw the same. */
  readonly among?: readonly Arm[]
  readonly exploration?: number
}): ArmChoice {
  const { state, context, decisionId, among = ARMS, exploration = EXPLORATION } = of
  assertTerms(context.terms)
  const normal = normalsOf(decisionId)
  const drawn = byArm((arm) =>
    dot(context.terms, weightDistribution(state.arms[arm], exploration).draw(normal)),
  )
  const isBlind = context.missing.length === CONTEXT_TERMS.length
  return { arm: isBlind ? 'SKIP' : bestOf(drawn, among), drawn }
}

function bestOf(drawn: ByArm<number>, among: readonly Arm[]): Arm {
  return ARMS.filter((arm) => among.includes(arm)).reduce((best, arm) =>
    drawn[arm] > drawn[best] ? arm : best,
  )
}
