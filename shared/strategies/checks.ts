import type { Features } from '../signals/features.ts'
import { abstain, type Opinion, vote } from './strategy.ts'

/** A check holds, does not hold, or can't be told because something it needs is absent. */
export type Check = readonly [name: string, holds: (features: Features) => boolean | undefined]

/** The opinion of a strategy that counts checks: a vote from `checksMin` on, scored by the share that hold. */
export function countChecks(features: Features, checks: readonly Check[], checksMin: number): Opinion {
  const told = checks.map(([name, holds]) => ({ name, holds: holds(features) }))
  const named = (answer: boolean | undefined) =>
    told.filter(({ holds }) => holds === answer).map(({ name }) => name)
  const holding = named(true)
  if (holding.length >= checksMin) return vote(holding.length / checks.length, holding)
  const unknown = named(undefined)
  return abstain(
    `${holding.length} of ${checks.length} checks hold, ${checksMin} are needed` +
      (unknown.length > 0 ? `; not known: ${unknown.join(', ')}` : ''),
  )
}
