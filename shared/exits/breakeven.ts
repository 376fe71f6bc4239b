import { type Money, percentOf } from '../domain/money.ts'
import type { ExitRules } from './exit-rules.ts'

/** The stop that locks in a small gain once the price was far enough above the entry; `undefined` before that. */
export function breakevenStop(
  seen: { readonly entry: Money; readonly highWater: Money },
  rules: Pick<ExitRules, 'breakevenTriggerPct' | 'breakevenOffsetPct'>,
): Money | undefined {
  const armedAt = percentOf(seen.entry, 100 + rules.breakevenTriggerPct, 'up')
  if (seen.highWater < armedAt) return undefined
  return percentOf(seen.entry, 100 + rules.breakevenOffsetPct, 'down')
}
