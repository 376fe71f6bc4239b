import type { HttpFunction } from '@google-cloud/functions-framework'
import type { CycleLoader } from './cycle.ts'
import { door } from './door.ts'
import type { FunctionParts } from './function-parts.ts'

/** Looks after the open positions (every minute). */
export function positionMonitor(parts: FunctionParts): HttpFunction {
  return door('position-monitor', loadMonitor, parts)
}

export const loadMonitor: CycleLoader = async () => (await import('../shared/cycles/monitor.ts')).monitor
