import type { HttpFunction } from '@google-cloud/functions-framework'
import { prepareDay as prepare } from '../shared/cycles/prepare-day.ts'
import type { World } from '../shared/cycles/world.ts'
import { door } from './door.ts'

/** Builds the day before it opens (07:00). */
export function prepareDay(compose: () => World): HttpFunction {
  return door('prepare-day', prepare, compose)
}
