import { moneyFromNumber, toDecimalText } from '../../../domain/money.ts'
import { epochMs, formatEt } from '../../../time/exchange-time.ts'
import type { BacktestTrade } from '../../result/backtest-result.ts'
import { amountText, numberText } from './number-text.ts'

const HOURS_FROM_MINUTES = 120
const DAYS_FROM_HOURS = 48

/** "184 × 47.50 → 48.05": what was bought and sold, and at which prices; it stays on one line. */
export function priceWords({ quantity, entryPrice, exitPrice }: BacktestTrade): string {
  const words = [numberText(quantity, { decimals: 0 }), '×', priceText(entryPrice), '→', priceText(exitPrice)]
  return words.join('\u00a0')
}

/** "47.50"; below a dollar as many as four decimals. */
export function priceText(usd: number): string {
  return usd < 1 ? toDecimalText(moneyFromNumber(usd)) : amountText(usd)
}

/** "2022-03-14 09:36 → 10:15" in New York's time; the day is named again where it is another one. */
export function momentsWords({ entryTime, exitTime }: BacktestTrade): string {
  const entry = formatEt(epochMs(entryTime), 'date-time')
  const exit = formatEt(epochMs(exitTime), 'date-time')
  const [day, time] = exit.split(' ')
  return `${entry} → ${day !== undefined && entry.startsWith(day) ? time : exit}`
}

/** "40 min", "5.2 h" or "3.0 days": how long a position was held, by the clock. */
export function heldFor({ minutesHeld }: BacktestTrade): string {
  if (minutesHeld < HOURS_FROM_MINUTES) return `${numberText(minutesHeld, { decimals: 0 })}\u00a0min`
  const hours = minutesHeld / 60
  if (hours < DAYS_FROM_HOURS) return `${numberText(hours, { decimals: 1 })}\u00a0h`
  return `${numberText(hours / 24, { decimals: 1 })}\u00a0days`
}

/** "+1.20 R"; empty where the risk is not known. */
export function riskText({ riskMultiple }: BacktestTrade): string {
  return riskMultiple === undefined ? '' : `${numberText(riskMultiple, { sign: true })}\u00a0R`
}
