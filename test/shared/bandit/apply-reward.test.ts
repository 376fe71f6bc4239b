import { expect, test } from '@jest/globals'
import { MemoryStore } from '../../../infra/store/memory-store.ts'
import { applyReward, readBandit } from '../../../shared/bandit/apply-reward.ts'
import { chooseArm } from '../../../shared/bandit/choose-arm.ts'
import type { DecisionId } from '../../../shared/domain/ids.ts'
import type { Store } from '../../../shared/ports/store.ts'
import {
  BANDIT_PATH,
  FRESH_BANDIT,
  rewardPath,
  rewardRecordSchema,
} from '../../../shared/state/bandit-state.ts'
import { STANDING_CLOCK } from '../../infra/store/standing-clock.ts'
import { countedStore } from '../../support/counted-store.ts'
import { rewardedChoice } from './rewarded-choices.ts'

const opened = () => new MemoryStore({ clock: STANDING_CLOCK })

test('a reward is learned by its arm and kept with its raw R', async () => {
  const store = opened()
  const choice = rewardedChoice('d-1', { outcome: { kind: 'traded', riskMultiple: 4 } })
  expect(await applyReward(store, choice)).toEqual({
    status: 'applied',
    updates: 1,
    riskMultiple: 4,
    reward: 1,
  })
  const state = await readBandit(store)
  expect(state.rewards).toBe(1)
  expect(state.arms.REACTIVE.weightedTerms).toEqual(choice.context.terms)
  expect(state.arms.SKIP).toEqual(FRESH_BANDIT.arms.SKIP)
  const kept = rewardRecordSchema.parse((await store.get(rewardPath(choice.decisionId)))?.value)
  expect(kept).toMatchObject({ arm: 'REACTIVE', riskMultiple: 4, reward: 1, context: choice.context })
})

test('a decision is rewarded once, and the second time changes nothing', async () => {
  const store = opened()
  await applyReward(store, rewardedChoice('d-1'))
  const before = await store.get(BANDIT_PATH)
  const again = rewardedChoice('d-1', { outcome: { kind: 'traded', riskMultiple: -1 } })
  expect(await applyReward(store, again)).toEqual({ status: 'duplicate_ignored' })
  expect(await store.get(BANDIT_PATH)).toEqual(before)
})

test('the same decision from two sides at one moment is rewarded once', async () => {
  const store = opened()
  const answers = await Promise.all([1, 2].map(() => applyReward(store, rewardedChoice('d-1'))))
  expect(answers.map(({ status }) => status).sort()).toEqual(['applied', 'duplicate_ignored'])
  expect((await readBandit(store)).rewards).toBe(1)
})

test('twelve rewards at one moment are all learned', async () => {
  const store = opened()
  const ids = Array.from({ length: 12 }, (_, index) => `d-${index}`)
  const answers = await Promise.all(ids.map((id) => applyReward(store, rewardedChoice(id))))
  expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 'applied'))
  expect((await readBandit(store)).arms.REACTIVE.updates).toBe(12)
  expect(await store.query({ collection: 'rewards' })).toHaveLength(12)
})

test('SKIP learns a 0; rejected and unfilled choices write nothing', async () => {
  const store = countedStore(opened())
  for (const kind of ['rejected', 'unfilled'] as const)
    expect(await applyReward(store, rewardedChoice('d-1', { outcome: { kind } }))).toEqual({
      status: 'no_update',
      outcome: kind,
    })
  expect(store.trips).toEqual([])
  const skipped = rewardedChoice('d-2', { arm: 'SKIP', outcome: { kind: 'skipped' } })
  expect(await applyReward(store, skipped)).toMatchObject({ status: 'applied', riskMultiple: 0, reward: 0 })
  expect((await readBandit(store)).arms.SKIP.updates).toBe(1)
})

test('a reward costs one read and one write, and gives up when others always write first', async () => {
  const store = countedStore(opened())
  await applyReward(store, rewardedChoice('d-1'))
  expect(store.trips).toEqual(['getAll 2', 'commit 2'])
  const busy: Store = {
    ...store,
    commit: async () => ({ ok: false, conflict: 'changed', path: BANDIT_PATH }),
  }
  expect(await applyReward(busy, rewardedChoice('d-2'))).toEqual({ status: 'contended', tries: 20 })
  expect((await readBandit(store)).rewards).toBe(1)
})

test('a fresh process goes on with what was learned', async () => {
  const store = opened()
  for (const id of ['d-1', 'd-2', 'd-3']) await applyReward(store, rewardedChoice(id))
  const decision = { context: rewardedChoice('d-4').context, decisionId: 'd-4' as DecisionId }
  const [warm, cold] = [await readBandit(store), await readBandit(store)]
  expect(chooseArm({ state: cold, ...decision })).toEqual(chooseArm({ state: warm, ...decision }))
  expect(chooseArm({ state: cold, ...decision })).not.toEqual(chooseArm({ state: FRESH_BANDIT, ...decision }))
})

test('a damaged state is not learned on', async () => {
  const store = opened()
  const precision = FRESH_BANDIT.arms.REACTIVE.precision.map((value, at) => (at === 0 ? -9 : value))
  const arms = { ...FRESH_BANDIT.arms, REACTIVE: { ...FRESH_BANDIT.arms.REACTIVE, precision } }
  await store.commit([{ kind: 'set', path: BANDIT_PATH, value: { ...FRESH_BANDIT, arms } }])
  await expect(applyReward(store, rewardedChoice('d-1'))).rejects.toThrow('not positive definite')
  await store.commit([{ kind: 'set', path: BANDIT_PATH, value: { contextVersion: 1 } }])
  await expect(applyReward(store, rewardedChoice('d-1'))).rejects.toThrow('rewards')
})
