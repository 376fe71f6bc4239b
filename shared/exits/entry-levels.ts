import type { Style } from '../config/config.ts'
import { add, type Money, max, min, moneyFromNumber, percentOf, subtract } from '../domain/money.ts'
import type { ExitRules } from './exit-rules.ts'

/** Where the first stop and the target of a position lie. */
export interface EntryLevels {
  readonly stop: Money
  readonly target: Money
}

/**
 * Stop: the nearer of the style's ATR multiple and the percentage limit below the entry. Target: the nearer of the
 * style's ATR multiple and the take-profit percentage of the chosen profile above it. `atr` is the daily ATR 14 in dollars.
 */
export function entryLevels(entry: Money, atr: number, style: Style, rules: ExitRules): EntryLevels {
  const stopDistance = moneyFromNumber(atr * rules.stopAtrMultiple[style])
  const targetDistance = moneyFromNumber(atr * rules.targetAtrMultiple[style])
  const takeProfitPct = rules.takeProfitPct[rules.takeProfitProfile]
  return {
    stop: max(subtract(entry, stopDistance), percentOf(entry, 100 - rules.initialStopPctMax, 'up')),
    target: min(add(entry, targetDistance), percentOf(entry, 100 + takeProfitPct, 'down')),
  }
}
