import { add, type Money, moneyFromNumber, subtract, toNumber } from '../domain/money.ts'
import type { Position } from '../domain/position.ts'
import { entryPrice } from '../ledger/position-book.ts'
import type { ExitRules } from './exit-rules.ts'

type PartialRules = Pick<ExitRules, 'partialExit' | 'partialPct' | 'partialRiskMultiple'>

/**
 * How many shares to sell now because the price is a multiple of the initial risk (R) above the entry; 0 when none.
 * It counts what was sold already: what an unfilled order left over is asked for again, and nothing is sold twice.
 */
export function partialQuantity(position: Position, price: Money, rules: PartialRules): number {
  if (!rules.partialExit || position.exiting || price < partialTarget(position, rules)) return 0
  const part = Math.floor((position.boughtQuantity * rules.partialPct) / 100)
  return Math.max(0, part - position.soldQuantity)
}

/** Whether a part was taken, so that what is left is the trailing stop's alone. */
export function partTaken({ soldQuantity }: Position, { partialExit }: PartialRules): boolean {
  return partialExit && soldQuantity > 0
}

function partialTarget(position: Position, { partialRiskMultiple }: PartialRules): Money {
  const entry = entryPrice(position)
  const risk = toNumber(subtract(entry, position.plan.stop))
  return add(entry, moneyFromNumber(risk * partialRiskMultiple, 'up'))
}
