import type { HttpFunction } from '@google-cloud/functions-framework'
import type { CycleLoader } from './cycle.ts'
import { door } from './door.ts'
import type { FunctionParts } from './function-parts.ts'

/** Keeps the broker's token awake and tells when there is none (hourly). */
export function tokenRenewal(parts: FunctionParts): HttpFunction {
  return door('token-renewal', loadRenewal, parts)
}

export const loadRenewal: CycleLoader = async () => (await import('../shared/cycles/renew.ts')).renew
