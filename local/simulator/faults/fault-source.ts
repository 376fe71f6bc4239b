import { type Draws, drawsOf } from '../market/draws.ts'
import type { OperationName } from '../operations.ts'
import { type Fault, type FaultPlan, type FaultRule, isFor } from './fault-plan.ts'

/** A rule with how far it has come. */
interface RunningRule {
  readonly rule: FaultRule
  /** Its own stream, so that a rule added to a plan does not change what the others do. */
  readonly draws: Draws
  calls: number
  /** Calls that a burst still has ahead. */
  burstLeft: number
}

/** Decides call by call what goes wrong. */
export class FaultSource {
  readonly #rules: readonly RunningRule[]

  constructor({ seed, faults }: FaultPlan) {
    this.#rules = faults.map((rule, index) => ({
      rule,
      draws: drawsOf(seed, 'fault', String(index)),
      calls: 0,
      burstLeft: 0,
    }))
  }

  /** The faults of this call, in the order of the plan; asking counts as the call. */
  strike(operation: OperationName): readonly Fault[] {
    return this.#rules
      .filter(({ rule }) => isFor(rule, operation))
      .filter(strikes)
      .map(({ rule }) => rule.fault)
  }
}

function strikes(running: RunningRule): boolean {
  const { rule } = running
  running.calls += 1
  const begins =
    rule.call === undefined ? running.draws.uniform() < (rule.probability ?? 0) : rule.call === running.calls
  if (begins) running.burstLeft = rule.times
  if (running.burstLeft === 0) return false
  running.burstLeft -= 1
  return true
}
