import type { HttpFunction } from '@google-cloud/functions-framework'
import { scan } from '../shared/cycles/scan.ts'
import type { World } from '../shared/cycles/world.ts'
import { door } from './door.ts'

/** Looks for entries over the whole universe (every 2 minutes). */
export function signalScan(compose: () => World): HttpFunction {
  return door('signal-scan', scan, compose)
}
