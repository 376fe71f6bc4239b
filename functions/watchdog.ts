import type { HttpFunction } from '@google-cloud/functions-framework'
import { door } from './door.ts'
import type { FunctionParts } from './function-parts.ts'

/** Tells when scans or monitors have gone silent (every minute of the session). */
export function watchdogFunction(parts: FunctionParts): HttpFunction {
  return door('watchdog', async () => (await import('../shared/cycles/watchdog.ts')).watchdog, parts)
}
