import { strategies as registered } from '../../shared/strategies/registry.ts'
import { STRONG } from '../support/strong-features.ts'
import { type Bench, figureOf } from './figure.ts'
import { kept, millisecondsARound } from './measure.ts'

const EVALUATIONS = 50_000
const NS_A_MS = 1_000_000

/** Time of one opinion of each strategy, on features that make it vote where it can. */
export const strategies: Bench = {
  name: 'strategies',
  run(effort) {
    const count = Math.round(EVALUATIONS * effort.scale)
    return registered.map((strategy) => {
      const work = () => {
        for (let done = 0; done < count; done += 1) kept.answer = strategy.evaluate(STRONG)
      }
      const rounds = millisecondsARound(effort, work).map((ms) => (ms * NS_A_MS) / count)
      return figureOf({ group: 'strategies', name: strategy.id, unit: 'ns' }, rounds)
    })
  },
}
