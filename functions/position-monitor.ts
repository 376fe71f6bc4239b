import type { HttpFunction } from '@google-cloud/functions-framework'
import { monitor } from '../shared/cycles/monitor.ts'
import type { World } from '../shared/cycles/world.ts'
import { door } from './door.ts'

/** Looks after the open positions (every minute). */
export function positionMonitor(compose: () => World): HttpFunction {
  return door('position-monitor', monitor, compose)
}
