import { type Money, max, moneyFromNumber, percentOf } from '../domain/money.ts'
import type { ExitRules } from './exit-rules.ts'
import { type Climb, ladderStop } from './ladder.ts'

type TrailRules = Pick<
  ExitRules,
  | 'trailProfile'
  | 'trailTriggerPct'
  | 'trailDistancePct'
  | 'trailMinimumMoveUsd'
  | 'trailMinimumMovePct'
  | 'ladder'
>

/**
 * The stop that follows the high-water mark, at one distance or on the ladder, once it is armed. `undefined` before
 * that, and while the move would be too small to be worth an alert; it never lies below the stop it would replace.
 */
export function trailingStop(seen: Climb & { readonly stop: Money }, rules: TrailRules): Money | undefined {
  const armedAt = percentOf(seen.entry, 100 + rules.trailTriggerPct, 'up')
  if (seen.highWater < armedAt) return undefined
  const stop = followingStop(seen, rules)
  return stop !== undefined && stop - seen.stop >= minimumMove(seen.stop, rules) ? stop : undefined
}

function followingStop(seen: Climb, rules: TrailRules): Money | undefined {
  return rules.trailProfile === 'ladder'
    ? ladderStop(seen, rules)
    : percentOf(seen.highWater, 100 - rules.trailDistancePct, 'down')
}

function minimumMove(stop: Money, rules: TrailRules): Money {
  return max(
    moneyFromNumber(rules.trailMinimumMoveUsd),
    percentOf(stop, rules.trailMinimumMovePct, 'nearest'),
  )
}
