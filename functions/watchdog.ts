import type { HttpFunction } from '@google-cloud/functions-framework'
import { watchdog } from '../shared/cycles/watchdog.ts'
import type { World } from '../shared/cycles/world.ts'
import { door } from './door.ts'

/** Tells when scans or monitors have gone silent (every minute of the session). */
export function watchdogFunction(compose: () => World): HttpFunction {
  return door('watchdog', watchdog, compose)
}
