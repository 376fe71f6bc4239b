import { type Money, money, toDecimalText } from '../domain/money.ts'
import type { GuardrailContext } from './guardrail-context.ts'
import { type GuardrailOutcome, passed, stopped } from './guardrail-outcome.ts'

/** At this result of the day and below it nothing is entered (spec §12). */
const DAILY_PROFIT_MIN: Money = money('-75')
/** So many open positions leave no room for another one (spec §12). */
const OPEN_POSITIONS_FULL = 3

/** First guardrail: the day has not lost too much. */
export function guardDailyLoss({ dailyProfit }: GuardrailContext): GuardrailOutcome {
  const code = 'guard-daily-loss'
  if (dailyProfit === undefined) return stopped(code, 'the result of the day is not known')
  const words = `result of the day ${toDecimalText(dailyProfit)} USD, must be above ${toDecimalText(DAILY_PROFIT_MIN)} USD`
  return dailyProfit > DAILY_PROFIT_MIN ? passed(words) : stopped(code, words)
}

/** Second guardrail: there is room for one more position. */
export function guardOpenPositions({ openPositions }: GuardrailContext): GuardrailOutcome {
  const code = 'guard-open-positions'
  if (openPositions === undefined) return stopped(code, 'the number of open positions is not known')
  const words = `${openPositions} positions open, must be below ${OPEN_POSITIONS_FULL}`
  return openPositions < OPEN_POSITIONS_FULL ? passed(words) : stopped(code, words)
}
