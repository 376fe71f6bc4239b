import type { DailyBar } from '../domain/bar.ts'
import { type Money, moneyFromNumber } from '../domain/money.ts'

/** Days over which the value traded is averaged, as for the filters of the universe (spec §3). */
const VALUE_DAYS = 20
/** Length and number of the returns whose size is expected again (spec §12). */
const RETURN_DAYS = 5
const RETURNS = 10

/** How many completed days the figures of a rank need. */
export const RADAR_DAYS = Math.max(VALUE_DAYS, RETURN_DAYS + RETURNS)

/** Mean of close × volume of the last 20 days, in dollars. Throws below 20 days. */
export function averageDailyValue(bars: readonly DailyBar[]): Money {
  const values = lastOf(bars, VALUE_DAYS).map(({ close, volume }) => close * volume)
  return moneyFromNumber(mean(values))
}

/**
 * Expected move in percent: mean |5-day return| of the last 10 such returns, which end on the last 10 days and overlap
 * (spec §12). Throws below 15 days.
 */
export function expectedMovePct(bars: readonly DailyBar[]): number {
  const closes = lastOf(bars, RETURN_DAYS + RETURNS).map(({ close }) => close)
  const moves = closes
    .slice(RETURN_DAYS)
    .map((close, index) => Math.abs(close / (closes[index] as number) - 1))
  return mean(moves) * 100
}

function lastOf(bars: readonly DailyBar[], days: number): readonly DailyBar[] {
  if (bars.length < days) throw new RangeError(`${bars.length} completed days, at least ${days} are needed`)
  return bars.slice(-days)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
