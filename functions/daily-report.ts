import type { HttpFunction } from '@google-cloud/functions-framework'
import { dailyReport as report } from '../shared/cycles/daily-report.ts'
import type { World } from '../shared/cycles/world.ts'
import { door } from './door.ts'

/** Closes the books of the day (after the close). */
export function dailyReport(compose: () => World): HttpFunction {
  return door('daily-report', report, compose)
}
