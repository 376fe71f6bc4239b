import { type Money, subtract, toDisplay, ZERO } from '../domain/money.ts'
import type { AccountFigures } from './account-figures.ts'
import { reaches } from './reaches.ts'
import type { RiskView } from './risk-view.ts'
import { pass, refuse, type Verdict } from './verdict.ts'

/**
 * Third assessment: how far the account has fallen from its highest equity, deposits and withdrawals taken
 * out.
 */
export function checkDrawdown(
  { state, rules }: Pick<RiskView, 'state' | 'rules'>,
  { portfolioValue }: Pick<AccountFigures, 'portfolioValue'>,
): Verdict {
  const highWater = state.risk.equity?.highWater
  if (highWater === undefined) return pass('drawdown: no earlier equity to compare with')
  const fallen = drawdownOf(highWater, portfolioValue)
  const words = `${toDisplay(fallen)} USD below the high-water mark of ${toDisplay(highWater)} USD, limit ${rules.drawdownPctMax} %`
  return reaches(fallen, rules.drawdownPctMax, highWater) && fallen > ZERO
    ? refuse('drawdown', words)
    : pass(`drawdown: ${words}`)
}

/** How far equity lies below its mark, 0 when it does not. */
export function drawdownOf(highWater: Money, equity: Money): Money {
  return equity < highWater ? subtract(highWater, equity) : ZERO
}
