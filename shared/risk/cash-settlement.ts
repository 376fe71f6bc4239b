import { type Money, toDisplay } from '../domain/money.ts'
import type { AccountFigures } from './account-figures.ts'
import { pass, refuse, type Verdict } from './verdict.ts'

/**
 * A cash account buys with settled cash only, so that a sale on the same day can never be a good-faith
 * violation. Sales settle one business day later (SEC Rule 15c6-1(a), T+1 since 28 May 2024); paying a
 * purchase with the sale of what was bought is barred by Regulation T, 12 CFR 220.8(c). The figures' cash is
 * the settled cash of the broker.
 */
export function cashSettlement(cost: Money, { cash }: Pick<AccountFigures, 'cash'>): Verdict {
  const words = `${toDisplay(cost)} USD of ${toDisplay(cash)} USD settled cash`
  return cost > cash ? refuse('final-check', words) : pass(`cash-settlement: ${words}`)
}
