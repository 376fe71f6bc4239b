import type { Clock } from '../../ports/clock.ts'
import type { EpochMs } from '../../time/instant.ts'

/**
 * When the store may forget a document that people may use until `until`. The store reads its own clock, which a simulated day may
 * have set to any date, while a person's minutes are those of the wall.
 */
export function keptUntil(
  until: EpochMs,
  { at, clock }: { readonly at: EpochMs; readonly clock: Pick<Clock, 'now'> },
): EpochMs {
  return (Math.max(clock.now(), at) + (until - at)) as EpochMs
}
