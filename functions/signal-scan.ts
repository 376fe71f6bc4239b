import type { HttpFunction } from '@google-cloud/functions-framework'
import type { CycleLoader } from './cycle.ts'
import { door } from './door.ts'
import type { FunctionParts } from './function-parts.ts'

/** Looks for entries over the whole universe (every 2 minutes). */
export function signalScan(parts: FunctionParts): HttpFunction {
  return door('signal-scan', loadScan, parts)
}

export const loadScan: CycleLoader = async () => (await import('../shared/cycles/scan.ts')).scan
