import type { Money } from '../domain/money.ts'
import type { AccountFigures } from './account-figures.ts'
import { cashSettlement } from './cash-settlement.ts'
import { intradayMargin } from './intraday-margin.ts'
import { legacyPdt } from './legacy-pdt.ts'
import type { RiskView } from './risk-view.ts'
import type { Verdict } from './verdict.ts'

/**
 * Holds an entry to the rules of its kind of account. A margin account keeps the older, stricter day-trading
 * rule until the owner knows that the broker has left it: FINRA lets firms phase the new one in until 20
 * October 2027.
 */
export function checkAccountPolicy(cost: Money, view: RiskView, figures: AccountFigures): Verdict {
  if (view.balance.kind === 'CASH') return cashSettlement(cost, figures)
  return view.rules.marginAccountPolicy === 'legacy-pdt' ? legacyPdt(view, figures) : intradayMargin(figures)
}
