import { money, toDisplay } from '../domain/money.ts'
import type { AccountFigures } from './account-figures.ts'
import { openSymbols } from './open-symbols.ts'
import type { RiskView } from './risk-view.ts'
import { pass, refuse, type Verdict } from './verdict.ts'

const EQUITY_MIN = money('25000')
const DAY_TRADES_MAX = 3

/**
 * Below 25,000 USD a margin account makes at most three day trades in five business days; the fourth would
 * make a pattern day trader of it (FINRA Rule 4210(f)(8)(B) in the wording before 4 June 2026). Each entry is
 * left on the same day, so everything open is a day trade to come.
 */
export function legacyPdt({ state, fiveDaysFrom }: RiskView, { portfolioValue }: AccountFigures): Verdict {
  const closed = state.risk.recentExits.filter(({ date }) => date >= fiveDaysFrom).length
  const trades = closed + openSymbols(state).length
  const words = `${trades} day trades in five days at ${toDisplay(portfolioValue)} USD of equity`
  return portfolioValue < EQUITY_MIN && trades >= DAY_TRADES_MAX
    ? refuse('day-trades', `${words}, at most ${DAY_TRADES_MAX} below ${toDisplay(EQUITY_MIN)} USD`)
    : pass(`legacy-pdt: ${words}`)
}
