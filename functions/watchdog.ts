import type { HttpFunction } from '@google-cloud/functions-framework'
import { watchdog } from '../shared/cycles/watchdog.ts'
import { door } from './door.ts'
import type { FunctionParts } from './function-parts.ts'

/** Tells when scans or monitors have gone silent (every minute of the session). */
export function watchdogFunction(parts: FunctionParts): HttpFunction {
  return door('watchdog', watchdog, parts)
}
