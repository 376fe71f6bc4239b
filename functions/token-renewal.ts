import type { HttpFunction } from '@google-cloud/functions-framework'
import { door } from './door.ts'
import type { FunctionParts } from './function-parts.ts'

/** Keeps the broker's token awake and tells when there is none (hourly). */
export function tokenRenewal(parts: FunctionParts): HttpFunction {
  return door('token-renewal', async () => (await import('../shared/cycles/renew.ts')).renew, parts)
}
