import type { DecisionId } from '../domain/ids.ts'
import type { Store, StoredDocument, Write } from '../ports/store.ts'
import {
  BANDIT_PATH,
  type BanditState,
  banditStateSchema,
  FRESH_BANDIT,
  type RewardRecord,
  rewardPath,
  rewardRecordSchema,
} from '../state/bandit-state.ts'
import type { EpochMs } from '../time/instant.ts'
import type { Arm } from './arm.ts'
import type { BanditContext } from './context.ts'
import { learned } from './posterior.ts'
import { type ChoiceOutcome, type Reward, rewardOf } from './reward.ts'

/** Each try that is lost was won by another reward, so that this many may come at one moment. */
const TRIES_MAX = 20

/** A choice whose outcome is known. */
export interface RewardedChoice {
  readonly decisionId: DecisionId
  readonly arm: Arm
  /** As it stood when the arm was chosen. */
  readonly context: BanditContext
  readonly outcome: ChoiceOutcome
  readonly at: EpochMs
}

/** What came of a reward. */
export type RewardAnswer =
  /** `updates`: rewards the arm has learned from by now. */
  | ({ readonly status: 'applied'; readonly updates: number } & Reward)
  /** This decision was rewarded before; nothing has changed. */
  | { readonly status: 'duplicate_ignored' }
  /** Rejected and unfilled choices teach nothing; nothing was written. */
  | { readonly status: 'no_update'; readonly outcome: 'rejected' | 'unfilled' }
  /** Others kept writing first; nothing has changed, send it again. */
  | { readonly status: 'contended'; readonly tries: number }

/**
 * Learns one reward, once a decision: the state and the record of the reward are written together, on the condition
 * that nobody else has written the state since it was read. After a `StoreUnavailableError` it may be sent again.
 */
export async function applyReward(store: Store, choice: RewardedChoice): Promise<RewardAnswer> {
  const { arm, outcome } = choice
  if (outcome.kind === 'rejected' || outcome.kind === 'unfilled')
    return { status: 'no_update', outcome: outcome.kind }
  const reward = rewardOf(arm, outcome)
  const record = recordOf(choice, reward)
  const recordPath = rewardPath(choice.decisionId)
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const [document, rewarded] = await store.getAll([BANDIT_PATH, recordPath])
    if (rewarded) return { status: 'duplicate_ignored' }
    const state = stateAfter(stateOf(document), record)
    const result = await store.commit([
      { kind: 'create', path: recordPath, value: { ...record } },
      stateWrite(document, state),
    ])
    if (result.ok) return { status: 'applied', updates: state.arms[arm].updates, ...reward }
    if (result.path === recordPath) return { status: 'duplicate_ignored' }
  }
  return { status: 'contended', tries: TRIES_MAX }
}

/** The state as it is stored; one that has learned nothing when there is none. */
export async function readBandit(store: Store): Promise<BanditState> {
  return stateOf(await store.get(BANDIT_PATH))
}

/** What was learned from a decision; absent while nothing was. */
export async function readReward(store: Store, decisionId: DecisionId): Promise<RewardRecord | undefined> {
  const document = await store.get(rewardPath(decisionId))
  return document && rewardRecordSchema.parse(document.value)
}

function recordOf({ decisionId, arm, context, at }: RewardedChoice, reward: Reward): RewardRecord {
  return { decisionId, arm, context, at, ...reward }
}

function stateOf(document: StoredDocument | undefined): BanditState {
  return document ? banditStateSchema.parse(document.value) : FRESH_BANDIT
}

function stateAfter(state: BanditState, { arm, context, reward }: RewardRecord): BanditState {
  const arms = { ...state.arms, [arm]: learned(state.arms[arm], { terms: context.terms, reward }) }
  return { ...state, rewards: state.rewards + 1, arms }
}

function stateWrite(document: StoredDocument | undefined, state: BanditState): Write {
  const value = { ...state }
  return document
    ? { kind: 'update', path: BANDIT_PATH, value, ifVersion: document.version }
    : { kind: 'create', path: BANDIT_PATH, value }
}
