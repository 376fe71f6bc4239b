import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { ARMS, type Arm } from '../../../shared/bandit/arm.ts'
import { armOutlooks } from '../../../shared/bandit/arm-outlook.ts'
import { chooseArm } from '../../../shared/bandit/choose-arm.ts'
import { banditContext, CONTEXT_TERMS } from '../../../shared/bandit/context.ts'
import { generatorOf } from '../../../shared/bandit/decision-chance.ts'
import { learned } from '../../../shared/bandit/posterior.ts'
import type { DecisionId } from '../../../shared/domain/ids.ts'
import { type BanditState, banditStateSchema, FRESH_BANDIT } from '../../../shared/state/bandit-state.ts'

const CONTEXT = banditContext({ bias: 0.8, immediacy: 0.5, materiality: 0.6, averageDailyValueUsd: 4e8 })
const id = (text: string) => text as DecisionId

/** After so many rewards of one size for one arm in this context. */
function taught(arm: Arm, reward: number, times: number, state: BanditState = FRESH_BANDIT): BanditState {
  let posterior = state.arms[arm]
  for (let time = 0; time < times; time += 1) posterior = learned(posterior, { ...CONTEXT, reward })
  return { ...state, arms: { ...state.arms, [arm]: posterior } }
}

test('the same state, context and decision choose the same again', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      const decision = { state: FRESH_BANDIT, context: CONTEXT, decisionId: id(text) }
      expect(chooseArm(decision)).toEqual(chooseArm(decision))
    }),
    { numRuns: 20 },
  )
})

test('what a decision draws does not change from one release to the next', () => {
  const { arm, drawn } = chooseArm({
    state: FRESH_BANDIT,
    context: CONTEXT,
    decisionId: id('2026-03-03-143600-TQQQ'),
  })
  expect(arm).toBe('SKIP')
  expect(Object.values(drawn).map((value) => value.toFixed(9))).toEqual([
    '0.096027462',
    '0.032874122',
    '0.009533972',
    '0.092480103',
    '0.136029618',
  ])
})

test('the arm with the best draw is chosen', () => {
  for (let index = 0; index < 50; index += 1) {
    const { arm, drawn } = chooseArm({ state: FRESH_BANDIT, context: CONTEXT, decisionId: id(`d-${index}`) })
    expect(drawn[arm]).toBe(Math.max(...Object.values(drawn)))
  }
})

test('decisions whose ids are alike draw for themselves, and each arm is tried', () => {
  const arms = Array.from({ length: 400 }, (_, index) => {
    const decisionId = id(`2026-03-03-143600-A${index}`)
    return chooseArm({ state: FRESH_BANDIT, context: CONTEXT, decisionId }).arm
  })
  for (const arm of ARMS) expect(arms.filter((chosen) => chosen === arm).length).toBeGreaterThan(50)
})

test('each purpose of a decision draws apart from the others', () => {
  const first = (text: string, purpose: string) => generatorOf(id(text), purpose).next()
  expect(first('d-1', 'paper fill')).toBe(first('d-1', 'paper fill'))
  expect(new Set([first('d-1', 'paper fill'), first('d-1', 'weights'), first('d-2', 'weights')]).size).toBe(3)
})

test('of arms that draw the same the first is chosen', () => {
  const context = { ...CONTEXT, terms: CONTEXT_TERMS.map(() => 0) }
  expect(chooseArm({ state: FRESH_BANDIT, context, decisionId: id('a') }).arm).toBe('EARNINGS_PRE')
})

test('with nothing known it is SKIP', () => {
  const choice = chooseArm({ state: FRESH_BANDIT, context: banditContext({}), decisionId: id('a') })
  expect(choice.arm).toBe('SKIP')
})

test('an arm that has earned is chosen over arms that have lost', () => {
  const state = ARMS.reduce((so, arm) => taught(arm, arm === 'REACTIVE' ? 0.8 : -0.3, 100, so), FRESH_BANDIT)
  for (let index = 0; index < 50; index += 1)
    expect(chooseArm({ state, context: CONTEXT, decisionId: id(`d-${index}`) }).arm).toBe('REACTIVE')
})

test('what was saved and read back draws the same', () => {
  const state = taught('NEWS_SPIKE', 0.4, 7, taught('REACTIVE', -1 / 3, 3))
  const readBack = banditStateSchema.parse(JSON.parse(JSON.stringify(state)))
  for (let index = 0; index < 20; index += 1) {
    const decisionId = id(`d-${index}`)
    expect(chooseArm({ state: readBack, context: CONTEXT, decisionId })).toEqual(
      chooseArm({ state, context: CONTEXT, decisionId }),
    )
  }
})

test('nine of ten draws lie in the interval that is shown', () => {
  const state = taught('NEWS_SPIKE', 0.4, 7)
  const { mean, low, high, updates } = armOutlooks(state, CONTEXT).NEWS_SPIKE
  expect(updates).toBe(7)
  expect(mean - low).toBeCloseTo(high - mean, 12)
  const drawn = Array.from(
    { length: 4_000 },
    (_, index) => chooseArm({ state, context: CONTEXT, decisionId: id(`draw-${index}`) }).drawn.NEWS_SPIKE,
  )
  const within = drawn.filter((value) => value >= low && value <= high).length / drawn.length
  expect(within).toBeGreaterThan(0.88)
  expect(within).toBeLessThan(0.92)
})

test('an interval narrows with what is learned', () => {
  const widthAfter = (times: number) => {
    const { low, high } = armOutlooks(taught('REACTIVE', 0.2, times), CONTEXT).REACTIVE
    return high - low
  }
  expect(widthAfter(1)).toBeLessThan(widthAfter(0))
  expect(widthAfter(50)).toBeLessThan(widthAfter(10))
})
