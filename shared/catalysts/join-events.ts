import type { CatalystEvent } from './catalyst-event.ts'

/**
 * The events of several sources without doubles: one for a symbol, kind and date. Of two that tell the same the one that
 * knows the moment of the day stays, then the earlier source; a title that only the other has is kept. Ascending by date.
 */
export function joinEvents(sources: readonly (readonly CatalystEvent[])[]): readonly CatalystEvent[] {
  const joined = new Map<string, CatalystEvent>()
  for (const event of sources.flat()) {
    const known = joined.get(keyOf(event))
    joined.set(keyOf(event), known ? oneOf(known, event) : event)
  }
  return [...joined.values()].toSorted(byDate)
}

function keyOf({ symbol, kind, date }: CatalystEvent): string {
  return `${date} ${symbol} ${kind}`
}

function oneOf(earlier: CatalystEvent, later: CatalystEvent): CatalystEvent {
  const isMoreExact = earlier.moment === 'unknown' && later.moment !== 'unknown'
  const [kept, other] = isMoreExact ? [later, earlier] : [earlier, later]
  const title = kept.title ?? other.title
  return { ...kept, ...(title !== undefined && { title }) }
}

/** Events of one date in an order that does not depend on the sources'. */
function byDate(first: CatalystEvent, second: CatalystEvent): number {
  return keyOf(first) < keyOf(second) ? -1 : 1
}
