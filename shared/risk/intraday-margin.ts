import { money, toDisplay } from '../domain/money.ts'
import type { AccountFigures } from './account-figures.ts'
import { pass, refuse, type Verdict } from './verdict.ts'

const EQUITY_MIN = money('2000')

/**
 * Where the broker follows the intraday margin standard, day trades are not counted; what is left for an
 * account that stays within its buying power is the minimum equity of any margin account (FINRA Rule 4210(b);
 * SR-FINRA-2025-017, approved on 14 April 2026, 91 FR 20731, in force from 4 June 2026).
 */
export function intradayMargin({ portfolioValue }: Pick<AccountFigures, 'portfolioValue'>): Verdict {
  const words = `${toDisplay(portfolioValue)} USD of equity, at least ${toDisplay(EQUITY_MIN)} USD`
  return portfolioValue < EQUITY_MIN ? refuse('minimum-equity', words) : pass(`intraday-margin: ${words}`)
}
