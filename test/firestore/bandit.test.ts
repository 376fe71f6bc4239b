import { expect, test } from '@jest/globals'
import { FirestoreStore } from '../../infra/store/firestore-store.ts'
import { applyReward, readBandit } from '../../shared/bandit/apply-reward.ts'
import { chooseArm } from '../../shared/bandit/choose-arm.ts'
import type { DecisionId } from '../../shared/domain/ids.ts'
import { STANDING_CLOCK } from '../infra/store/standing-clock.ts'
import { rewardedChoice } from '../shared/bandit/rewarded-choices.ts'
import { describeOnEmulator } from '../support/firestore-emulator.ts'

describeOnEmulator('the bandit on Firestore', (emulator) => {
  // The first call of a fresh emulator is slow, and on a busy machine slower than a function may wait.
  const opened = (projectId: string) =>
    FirestoreStore.open({ projectId, clock: STANDING_CLOCK, deadlineMs: 30_000 })

  test('two instances reward different decisions at one moment, and both are learned', async () => {
    const projectId = emulator.newProject()
    const [left, right] = [await opened(projectId), await opened(projectId)]
    for (let round = 1; round <= 5; round += 1) {
      const answers = await Promise.all([
        applyReward(left, rewardedChoice(`left-${round}`)),
        applyReward(right, rewardedChoice(`right-${round}`)),
      ])
      expect(answers.map(({ status }) => status)).toEqual(['applied', 'applied'])
      expect((await readBandit(left)).arms.REACTIVE.updates).toBe(2 * round)
    }
    await Promise.all([left.close(), right.close()])
  }, 40_000)

  test('two instances reward the same decision at one moment, and one of them is ignored', async () => {
    const projectId = emulator.newProject()
    const [left, right] = [await opened(projectId), await opened(projectId)]
    const answers = await Promise.all(
      [left, right].map((store) => applyReward(store, rewardedChoice('both'))),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual(['applied', 'duplicate_ignored'])
    expect((await readBandit(right)).rewards).toBe(1)
    expect(await applyReward(right, rewardedChoice('both'))).toEqual({ status: 'duplicate_ignored' })
    await Promise.all([left.close(), right.close()])
  })

  test('an instance that starts later draws the same from the same state', async () => {
    const projectId = emulator.newProject()
    const before = await opened(projectId)
    for (const id of ['a', 'b', 'c']) await applyReward(before, rewardedChoice(id))
    const decision = { context: rewardedChoice('d').context, decisionId: 'd' as DecisionId }
    const warm = chooseArm({ state: await readBandit(before), ...decision })
    await before.close()
    const after = await opened(projectId)
    expect(chooseArm({ state: await readBandit(after), ...decision })).toEqual(warm)
    await after.close()
  })
})
