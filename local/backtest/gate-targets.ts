import type { Condition, GateQuality } from '../../shared/backtest/result/backtest-result.ts'

/** What is asked of the gate (spec §8). */
const RANDOM_WALK_PASS_PCT_BELOW = 5
const BREAKOUT_RECALL_PCT_MIN = 60

/** The two targets of the gate, each with what was seen. */
export function gateConditions({
  randomWalkPassPct,
  plantedBreakoutRecallPct,
}: Pick<GateQuality, 'randomWalkPassPct' | 'plantedBreakoutRecallPct'>): Condition[] {
  return [
    {
      name: 'aimless days that pass',
      passed: randomWalkPassPct < RANDOM_WALK_PASS_PCT_BELOW,
      seen: `${randomWalkPassPct} %`,
      needed: `below ${RANDOM_WALK_PASS_PCT_BELOW} %`,
    },
    {
      name: 'breakouts entered in time',
      passed: plantedBreakoutRecallPct >= BREAKOUT_RECALL_PCT_MIN,
      seen: `${plantedBreakoutRecallPct} %`,
      needed: `at least ${BREAKOUT_RECALL_PCT_MIN} %`,
    },
  ]
}
