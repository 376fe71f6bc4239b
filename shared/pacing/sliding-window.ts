import type { EpochMs } from '../time/instant.ts'

/** At most so much within any span of this length. */
export interface WindowRule {
  readonly windowMs: number
  readonly amountMax: number
}

/** What was taken lately, oldest first. */
export interface SlidingWindow {
  readonly taken: readonly { readonly at: EpochMs; readonly amount: number }[]
}

export const EMPTY_WINDOW: SlidingWindow = { taken: [] }

/** How long until the amount fits in; 0 when it does now, infinite when it never will. */
export function windowWaitMs(
  { taken }: SlidingWindow,
  { windowMs, amountMax }: WindowRule,
  wanted: { readonly amount: number; readonly now: EpochMs },
): number {
  if (wanted.amount > amountMax) return Number.POSITIVE_INFINITY
  let free = amountMax
  // From the newest back: the one that no longer fits beside the wanted amount must have left the window.
  for (const { at, amount } of taken.toReversed()) {
    free -= amount
    if (free < wanted.amount) return Math.max(0, at + windowMs - wanted.now)
  }
  return 0
}

/** The window with an amount taken; what has left it is forgotten. */
export function withTaken(
  { taken }: SlidingWindow,
  { windowMs }: WindowRule,
  { at, amount }: { readonly at: EpochMs; readonly amount: number },
): SlidingWindow {
  return { taken: [...taken.filter((earlier) => earlier.at + windowMs > at), { at, amount }] }
}
