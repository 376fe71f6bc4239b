import { expect, test } from '@jest/globals'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { ARMS, type Arm } from '../../../shared/bandit/arm.ts'
import { chooseArm } from '../../../shared/bandit/choose-arm.ts'
import type { BanditContext } from '../../../shared/bandit/context.ts'
import { normalsOf } from '../../../shared/bandit/decision-chance.ts'
import { learned } from '../../../shared/bandit/posterior.ts'
import { rewardOf } from '../../../shared/bandit/reward.ts'
import type { DecisionId } from '../../../shared/domain/ids.ts'
import { type BanditState, FRESH_BANDIT } from '../../../shared/state/bandit-state.ts'
import { drawnContext } from './catalyst-context.ts'

const ROUNDS = 500
const COUNTED = 100
/** Of R around its mean; a trade between −1 and 3 R scatters about as much. */
const SCATTER = 1

/** Which arm earns 1 R on average in a context; the others lose 1 R, and SKIP earns nothing. */
type World = (seed: number, context: BanditContext) => Arm

const oneArmIsBest: World = (seed) => ARMS[seed % ARMS.length] as Arm
const theBiasDecides: World = (_, { terms }) => (Number(terms[0]) > 0 ? 'EARNINGS_PRE' : 'REACTIVE')

test.each([
  ['one arm is best', oneArmIsBest, 50],
  ['the best arm depends on the bias', theBiasDecides, 20],
])('where %s, it is chosen in most of the last 100 of 500 rounds', (name, world, seeds) => {
  const hits = Array.from({ length: seeds }, (_, seed) => hitsIn(world, seed)).sort((a, b) => a - b)
  const [worst, median] = [hits[0], hits[seeds / 2]]
  process.stdout.write(
    `${name}: best arm in ${median} of the last 100 at the median of ${seeds} seeds, ${worst} at worst\n`,
  )
  expect(worst).toBeGreaterThan(70)
})

function hitsIn(world: World, seed: number): number {
  const random = xoroshiro128plus(seed)
  random.jump()
  const scatter = normalsOf(`scatter-${seed}` as DecisionId)
  let state = FRESH_BANDIT
  let hits = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const context = drawnContext(() => uniformFloat64(random))
    const best = world(seed, context)
    const { arm } = chooseArm({ state, context, decisionId: `${seed}-${round}` as DecisionId })
    if (round >= ROUNDS - COUNTED && arm === best) hits += 1
    const riskMultiple = (arm === best ? 1 : -1) + SCATTER * scatter()
    state = taught(state, { arm, context, riskMultiple })
  }
  return hits
}

function taught(
  state: BanditState,
  of: { readonly arm: Arm; readonly context: BanditContext; readonly riskMultiple: number },
): BanditState {
  const { arm, context, riskMultiple } = of
  const outcome =
    arm === 'SKIP' ? ({ kind: 'skipped' } as const) : ({ kind: 'traded', riskMultiple } as const)
  const reward = Number(rewardOf(arm, outcome)?.reward)
  return { ...state, arms: { ...state.arms, [arm]: learned(state.arms[arm], { ...context, reward }) } }
}
