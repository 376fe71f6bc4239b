import { randomUUID } from 'node:crypto'
import type { Job, Trigger } from '../../shared/cycles/trigger.ts'
import type { World } from '../../shared/cycles/world.ts'

/** A run that somebody asked for over the API: one of its own, whenever it comes. */
export function apiTrigger(
  { clock }: Pick<World, 'clock'>,
  { correlationId }: { readonly correlationId: string },
  job: Job = 'api',
): Trigger {
  return { job, scheduledAt: clock.now(), byHand: randomUUID(), correlationId }
}
