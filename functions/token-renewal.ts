import type { HttpFunction } from '@google-cloud/functions-framework'
import { renew } from '../shared/cycles/renew.ts'
import type { World } from '../shared/cycles/world.ts'
import { door } from './door.ts'

/** Keeps the broker's token awake and tells when there is none (hourly). */
export function tokenRenewal(compose: () => World): HttpFunction {
  return door('token-renewal', renew, compose)
}
