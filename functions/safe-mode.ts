import type { HttpFunction } from '@google-cloud/functions-framework'
import { confirmSafeMode, enterSafeMode } from '../shared/cycles/owner-safe-mode.ts'
import type { World } from '../shared/cycles/world.ts'
import { door } from './door.ts'

/** The owner stops all entries (never scheduled). */
export function safeModeOn(compose: () => World): HttpFunction {
  return door('safe-mode-on', enterSafeMode, compose)
}

/** The owner has looked and lets entries go on where the rules allow it (never scheduled). */
export function safeModeConfirm(compose: () => World): HttpFunction {
  return door('safe-mode-confirm', confirmSafeMode, compose)
}
