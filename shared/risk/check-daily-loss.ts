import { add, type Money, toDisplay, ZERO } from '../domain/money.ts'
import type { RiskState } from '../state/risk-state.ts'
import type { AccountFigures } from './account-figures.ts'
import { reaches } from './reaches.ts'
import type { RiskView } from './risk-view.ts'
import { pass, type RiskRefusalCode, refuse, type Verdict } from './verdict.ts'

/** One loss limit with what counts against it. */
export interface PeriodLoss {
  readonly code: Extract<RiskRefusalCode, 'daily-loss' | 'weekly-loss' | 'monthly-loss'>
  readonly period: string
  /** Realised and open; positive when money was lost. */
  readonly loss: Money
  readonly pctMax: number
}

/** Fourth assessment: what the day, the week and the month lost, open positions included. */
export function checkDailyLoss(
  view: Pick<RiskView, 'state' | 'rules'>,
  figures: Pick<AccountFigures, 'portfolioValue' | 'openProfit'>,
): Verdict {
  const losses = periodLosses(view, figures)
  const over = losses.find(({ loss, pctMax }) => loss > ZERO && reaches(loss, pctMax, figures.portfolioValue))
  if (over) return refuse(over.code, words(over))
  return pass(`losses: ${losses.map(words).join('; ')}`)
}

/** The three limits, each with its loss so far. */
export function periodLosses(
  { state, rules }: Pick<RiskView, 'state' | 'rules'>,
  { openProfit }: Pick<AccountFigures, 'openProfit'>,
): readonly PeriodLoss[] {
  const loss = (realized: Money) => -add(realized, openProfit) as Money
  return [
    { code: 'daily-loss', period: 'today', loss: loss(state.day.realized), pctMax: rules.dailyLossPctMax },
    {
      code: 'weekly-loss',
      period: 'this week',
      loss: loss(realizedIn(state.risk.week)),
      pctMax: rules.weeklyLossPctMax,
    },
    {
      code: 'monthly-loss',
      period: 'this month',
      loss: loss(realizedIn(state.risk.month)),
      pctMax: rules.monthlyLossPctMax,
    },
  ]
}

/** No record means that nothing was closed in the period. */
function realizedIn(period: RiskState['week']): Money {
  return period?.realized ?? ZERO
}

function words({ period, loss, pctMax }: PeriodLoss): string {
  const [direction, amount] = loss > ZERO ? ['down', loss] : ['up', -loss as Money]
  return `${direction} ${toDisplay(amount)} USD ${period}, limit ${pctMax} %`
}
