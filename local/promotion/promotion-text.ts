import type { PromotionAnswer } from '../../shared/backtest/promotion/promotion-gate.ts'
import { conditionLines } from './condition-lines.ts'

/** The word on real money for a person at a terminal, and every condition it rests on. */
export function promotionLines({ promoted, conditions }: PromotionAnswer): readonly string[] {
  const open = conditions.filter(({ passed }) => !passed).length
  const verdict = promoted
    ? `yes, all ${conditions.length} conditions are met`
    : `no, ${open} of ${conditions.length} conditions are not met`
  return [`Promoted: ${verdict}`, ...conditionLines(conditions)]
}
