import { type BanditContext, banditContext } from '../../../shared/bandit/context.ts'

/** A context in which everything is known, from numbers within [0, 1) that `share` draws. */
export function drawnContext(share: () => number): BanditContext {
  const sign = () => 2 * share() - 1
  return banditContext({
    bias: sign(),
    immediacy: share(),
    materiality: share(),
    averageDailyValueUsd: 10 ** (7 + 3 * share()),
    expectedMovePct: 15 * share(),
    newsSentiment: sign(),
    daysToEvent: 10 * share(),
    sectorStrength10dPct: 10 * sign(),
    positionInRange10d: share(),
    volumeSurge5To30: 0.5 + 1.5 * share(),
    participationRatio: 0.5 + 1.5 * share(),
    impliedLessRealizedPct: 20 * sign(),
    resistanceDistancePct: 12 * share(),
  })
}
