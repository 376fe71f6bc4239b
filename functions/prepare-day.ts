import type { HttpFunction } from '@google-cloud/functions-framework'
import type { CycleLoader } from './cycle.ts'
import { door } from './door.ts'
import type { FunctionParts } from './function-parts.ts'

/** Builds the day before it opens (07:00). */
export function prepareDay(parts: FunctionParts): HttpFunction {
  return door('prepare-day', loadPrepareDay, parts)
}

export const loadPrepareDay: CycleLoader = async () =>
  (await import('../shared/cycles/prepare-day.ts')).prepareDay
