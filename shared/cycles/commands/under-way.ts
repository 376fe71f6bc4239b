import type { Tick } from '../tick.ts'

/** Entries that are at the broker or may be. */
export function entriesAtWork({ state }: Pick<Tick, 'state'>): number {
  return Object.values(state.orders).filter(({ purpose }) => purpose.kind === 'entry').length
}
