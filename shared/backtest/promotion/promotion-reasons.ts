import { type PromotionAnswer, type PromotionEvidence, promotionGate } from './promotion-gate.ts'

/** Evidence that may be missing, and why it is: these words follow "not measured". */
export type MissingReasons = Readonly<
  Partial<Record<'reconciliationErrors' | 'longestMonitorGapSeconds', string>>
>

/** The conditions that are about them. */
const CONDITIONS = {
  reconciliationErrors: 'reconciliation errors',
  longestMonitorGapSeconds: 'longest monitor gap while holding',
} as const satisfies Record<keyof MissingReasons, string>

/** Asks the promotion gate, and says beside what was not measured why it was not. */
export function answeredWithReasons(evidence: PromotionEvidence, why: MissingReasons): PromotionAnswer {
  const { promoted, conditions } = promotionGate(evidence)
  const reasons = new Map<string, string>()
  for (const field of ['reconciliationErrors', 'longestMonitorGapSeconds'] as const) {
    const reason = why[field]
    if (evidence[field] === undefined && reason !== undefined) reasons.set(CONDITIONS[field], reason)
  }
  const told = conditions.map((condition) => {
    const reason = reasons.get(condition.name)
    return reason === undefined ? condition : { ...condition, seen: `${condition.seen} ${reason}` }
  })
  return { promoted, conditions: told }
}
