import type { AccountFigures } from './account-figures.ts'
import { periodLosses } from './check-daily-loss.ts'
import { drawdownOf } from './check-drawdown.ts'
import { usedShare } from './reaches.ts'
import type { RiskView } from './risk-view.ts'

/** How close the account is to its nearest loss limit, in one word. */
export type RiskLevel = 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL'

/**
 * LOW below half of the nearest loss limit, MEDIUM below three quarters, HIGH below the limit, CRITICAL from
 * there.
 */
export function riskLevel(view: RiskView, figures: AccountFigures): RiskLevel {
  const highWater = view.state.risk.equity?.highWater ?? figures.portfolioValue
  const fallen = drawdownOf(highWater, figures.portfolioValue)
  const used = Math.max(
    usedShare(fallen, view.rules.drawdownPctMax, highWater),
    ...periodLosses(view, figures).map(({ loss, pctMax }) => usedShare(loss, pctMax, figures.portfolioValue)),
  )
  if (used >= 1) return 'CRITICAL'
  if (used >= 0.75) return 'HIGH'
  return used >= 0.5 ? 'MEDIUM' : 'LOW'
}
