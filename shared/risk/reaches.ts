import type { Money } from '../domain/money.ts'

/**
 * True when a loss is at least so many percent of a base: 9.99 % of a 10 % limit passes, 10.00 % does not.
 * Both sides are compared before any division, so that no rounding decides.
 */
export function reaches(loss: Money, pctMax: number, base: Money): boolean {
  return loss * 100 >= base * pctMax
}

/** How much of a loss limit is used up, 1 when it is reached; a gain uses nothing. */
export function usedShare(loss: Money, pctMax: number, base: Money): number {
  if (loss <= 0) return 0
  return base <= 0 ? 1 : (loss * 100) / (base * pctMax)
}
