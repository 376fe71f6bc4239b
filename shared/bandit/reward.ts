import type { Arm } from './arm.ts'

/** An outcome that teaches something. */
export type SettledOutcome =
  /** The arm was SKIP. */
  | { readonly kind: 'skipped' }
  /** R, as `replayTrade` or the ledger has it, after costs. */
  | { readonly kind: 'traded'; readonly riskMultiple: number }

/** What became of a choice. */
export type ChoiceOutcome =
  | SettledOutcome
  /** A guard, the risk gate or the broker said no: nothing is learned about the arm. */
  | { readonly kind: 'rejected' }
  /** The order was never filled: nothing is learned either. */
  | { readonly kind: 'unfilled' }

/** A reward and the R it was made of. */
export interface Reward {
  /** As it came, not cut off; 0 for SKIP. */
  readonly riskMultiple: number
  /** Within −1/3 and 1. */
  readonly reward: number
}

const RISK_MULTIPLE_MIN = -1
const RISK_MULTIPLE_MAX = 3

/** r = clip(R, −1, 3) ÷ 3 (spec §12), and 0 for SKIP. */
export function rewardOf(arm: Arm, outcome: SettledOutcome): Reward {
  if ((arm === 'SKIP') !== (outcome.kind === 'skipped'))
    throw new RangeError(`SKIP is skipped and every other arm traded: ${arm} was ${outcome.kind}`)
  return outcome.kind === 'skipped' ? { riskMultiple: 0, reward: 0 } : rewardOfTrade(outcome.riskMultiple)
}

function rewardOfTrade(riskMultiple: number): Reward {
  if (!Number.isFinite(riskMultiple))
    throw new RangeError(`riskMultiple must be a finite number, was ${riskMultiple}`)
  const clipped = Math.min(RISK_MULTIPLE_MAX, Math.max(RISK_MULTIPLE_MIN, riskMultiple))
  return { riskMultiple, reward: clipped / RISK_MULTIPLE_MAX }
}
