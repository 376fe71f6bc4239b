import type { HttpFunction } from '@google-cloud/functions-framework'
import { door } from './door.ts'
import type { FunctionParts } from './function-parts.ts'

/** The owner stops all entries (never scheduled). */
export function safeModeOn(parts: FunctionParts): HttpFunction {
  return door(
    'safe-mode-on',
    async () => (await import('../shared/cycles/owner-safe-mode.ts')).enterSafeMode,
    parts,
  )
}

/** The owner has looked and lets entries go on where the rules allow it (never scheduled). */
export function safeModeConfirm(parts: FunctionParts): HttpFunction {
  return door(
    'safe-mode-confirm',
    async () => (await import('../shared/cycles/owner-safe-mode.ts')).confirmSafeMode,
    parts,
  )
}
