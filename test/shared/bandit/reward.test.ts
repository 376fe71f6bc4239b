import { expect, test } from '@jest/globals'
import { rewardOf } from '../../../shared/bandit/reward.ts'

test.each([
  [-2.55, -1 / 3],
  [-1, -1 / 3],
  [-0.3, -0.1],
  [0, 0],
  [1.5, 0.5],
  [3, 1],
  [12, 1],
])('%d R is a reward of %d, and the R is kept', (riskMultiple, reward) => {
  const made = rewardOf('REACTIVE', { kind: 'traded', riskMultiple })
  expect(made.riskMultiple).toBe(riskMultiple)
  expect(made.reward).toBeCloseTo(reward, 12)
})

test('SKIP is rewarded with 0', () => {
  expect(rewardOf('SKIP', { kind: 'skipped' })).toEqual({ riskMultiple: 0, reward: 0 })
})

test('an outcome that the arm cannot have is refused', () => {
  expect(() => rewardOf('SKIP', { kind: 'traded', riskMultiple: 1 })).toThrow('SKIP was traded')
  expect(() => rewardOf('REACTIVE', { kind: 'skipped' })).toThrow('REACTIVE was skipped')
  expect(() => rewardOf('REACTIVE', { kind: 'traded', riskMultiple: Number.NaN })).toThrow('was NaN')
})
