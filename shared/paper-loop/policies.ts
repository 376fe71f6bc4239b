import { uniformInt } from 'pure-rand/distribution/uniformInt'
import type { Arm } from '../bandit/arm.ts'
import { chooseArm } from '../bandit/choose-arm.ts'
import type { BanditContext } from '../bandit/context.ts'
import { generatorOf } from '../bandit/decision-chance.ts'
import { learned } from '../bandit/posterior.ts'
import type { DecisionId } from '../domain/ids.ts'
import { type BanditState, FRESH_BANDIT } from '../state/bandit-state.ts'

/** Who plays the loop: the bandit, and the two it is held against. */
export const POLICY_NAMES = ['bandit', 'random', 'reactive'] as const

export type PolicyName = (typeof POLICY_NAMES)[number]

/** One value for each that plays. */
export type ByPolicy<Value> = Readonly<Record<PolicyName, Value>>

/** What is chosen on: always the same for everybody who plays. */
export interface Choice {
  readonly decisionId: DecisionId
  readonly context: BanditContext
  /** REACTIVE and SKIP among them. */
  readonly playable: readonly Arm[]
}

/** A way to choose an arm; what it learns it keeps to itself. */
export interface Policy {
  choose(choice: Choice): Arm
  learn(lesson: { readonly arm: Arm; readonly context: BanditContext; readonly reward: number }): void
}

/** A policy that has learned nothing yet. */
export function freshPolicy(name: PolicyName): Policy {
  switch (name) {
    case 'bandit':
      return new LearningPolicy()
    case 'random':
      return { choose: drawnArm, learn: () => undefined }
    case 'reactive':
      return { choose: () => 'REACTIVE', learn: () => undefined }
  }
}

/** The bandit as it runs live, with its state in memory. */
class LearningPolicy implements Policy {
  #state: BanditState = FRESH_BANDIT

  choose({ decisionId, context, playable }: Choice): Arm {
    return chooseArm({ state: this.#state, context, decisionId, among: playable }).arm
  }

  learn({ arm, context, reward }: Parameters<Policy['learn']>[0]): void {
    const { arms, rewards, contextVersion } = this.#state
    const posterior = learned(arms[arm], { terms: context.terms, reward })
    this.#state = { contextVersion, rewards: rewards + 1, arms: { ...arms, [arm]: posterior } }
  }
}

/** Each arm that can be played is as likely as the others, SKIP too. */
function drawnArm({ decisionId, playable }: Choice): Arm {
  const place = uniformInt(generatorOf(decisionId, 'random arm'), 0, playable.length - 1)
  return playable[place] ?? 'SKIP'
}
