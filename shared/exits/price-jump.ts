import { type Money, max, moneyFromNumber, percentOf, subtract } from '../domain/money.ts'
import type { DoubtedJump } from '../domain/position.ts'
import type { ExitRules } from './exit-rules.ts'

/**
 * Whether a price is so far from the last one that a second quote must show it too (spec §10, guards): a single bad
 * print must neither sell a position nor raise its stop. Without an ATR of the minute the percentage alone decides.
 */
export function isJump(
  move: { readonly from: Money; readonly to: Money; readonly minuteAtr?: number | undefined },
  rules: Pick<ExitRules, 'jumpPct' | 'jumpAtrMultiple'>,
): boolean {
  const byPercent = percentOf(move.from, rules.jumpPct, 'down')
  const byRange = moneyFromNumber((move.minuteAtr ?? 0) * rules.jumpAtrMultiple)
  return Math.abs(subtract(move.to, move.from)) > max(byPercent, byRange)
}

/** Whether a later quote that is a jump too bears out the first: it is newer and lies on the same side. */
export function bearsOut(first: DoubtedJump, second: DoubtedJump, from: Money): boolean {
  const sameSide = Math.sign(first.price - from) === Math.sign(second.price - from)
  return second.quoteTime > first.quoteTime && sameSide
}
