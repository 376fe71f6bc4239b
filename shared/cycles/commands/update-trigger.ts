import type { PersonsUpdate } from '../../commands/owner-update.ts'
import type { Trigger } from '../trigger.ts'
import type { Ears } from './ears.ts'

/** The run of an update: the same one, however often Telegram delivers it. */
export function updateTrigger(
  { world, correlationId }: Pick<Ears, 'world' | 'correlationId'>,
  { updateId }: Pick<PersonsUpdate, 'updateId'>,
): Trigger {
  return {
    job: 'telegram-webhook',
    scheduledAt: world.clock.now(),
    byHand: `update-${updateId}`,
    ...(correlationId !== undefined && { correlationId }),
  }
}
