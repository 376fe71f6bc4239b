import { type Money, max, moneyFromNumber, percentOf } from '../domain/money.ts'
import type { ExitRules } from './exit-rules.ts'

/**
 * The stop that follows the high-water mark at a fixed distance, once it is armed. `undefined` before that, and
 * while the move would be too small to be worth an alert; it never lies below the stop it would replace.
 */
export function trailingStop(
  seen: { readonly entry: Money; readonly highWater: Money; readonly stop: Money },
  rules: Pick<
    ExitRules,
    'trailTriggerPct' | 'trailDistancePct' | 'trailMinimumMoveUsd' | 'trailMinimumMovePct'
  >,
): Money | undefined {
  const armedAt = percentOf(seen.entry, 100 + rules.trailTriggerPct, 'up')
  if (seen.highWater < armedAt) return undefined
  const stop = percentOf(seen.highWater, 100 - rules.trailDistancePct, 'down')
  return stop - seen.stop >= minimumMove(seen.stop, rules) ? stop : undefined
}

function minimumMove(
  stop: Money,
  rules: Pick<ExitRules, 'trailMinimumMoveUsd' | 'trailMinimumMovePct'>,
): Money {
  return max(
    moneyFromNumber(rules.trailMinimumMoveUsd),
    percentOf(stop, rules.trailMinimumMovePct, 'nearest'),
  )
}
