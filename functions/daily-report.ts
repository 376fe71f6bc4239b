import type { HttpFunction } from '@google-cloud/functions-framework'
import { door } from './door.ts'
import type { FunctionParts } from './function-parts.ts'

/** Closes the books of the day (after the close). */
export function dailyReport(parts: FunctionParts): HttpFunction {
  return door(
    'daily-report',
    async () => (await import('../shared/cycles/daily-report.ts')).dailyReport,
    parts,
  )
}
