import type { DayUsage } from './day-usage.ts'
import { type CostLine, monthCost } from './month-cost.ts'
import { monthOfDays } from './month-use.ts'
import { PRICES } from './price-list.ts'

/** The bill of a month in which every trading day uses what this one has used, at our own prices. */
export function costOfDays(day: DayUsage): readonly CostLine[] {
  return monthCost(monthOfDays(day), PRICES)
}
