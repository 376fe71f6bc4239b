import { type Money, moneyFromNumber, percentOf, subtract } from '../domain/money.ts'
import type { ExitRules } from './exit-rules.ts'

type LadderRules = Pick<ExitRules, 'ladder' | 'trailDistancePct'>

/** How far a position has come, and the daily ATR 14 in USD where it is known. */
export interface Climb {
  readonly entry: Money
  readonly highWater: Money
  readonly atr14?: number | undefined
}

/**
 * The trailing stop of the ladder (spec §10): the higher the best gain, the wider the distance. Below the first rung
 * it is the simple distance; absent on the ATR rung while no ATR is known, so that the stop stays where it is.
 */
export function ladderStop(climb: Climb, rules: LadderRules): Money | undefined {
  const { atr, percent, momentum, explosive, moon } = rules.ladder
  const rung = [moon, explosive, momentum, percent].find(({ fromPct }) => gained(climb, fromPct))
  if (rung) return below(climb.highWater, rung.distancePct)
  if (!gained(climb, atr.fromPct)) return below(climb.highWater, rules.trailDistancePct)
  if (climb.atr14 === undefined) return undefined
  return subtract(climb.highWater, moneyFromNumber(climb.atr14 * atr.atrMultiple))
}

function gained({ entry, highWater }: Climb, pct: number): boolean {
  return highWater >= percentOf(entry, 100 + pct, 'up')
}

function below(highWater: Money, distancePct: number): Money {
  return percentOf(highWater, 100 - distancePct, 'down')
}
