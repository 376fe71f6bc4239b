import { z } from 'zod'
import { type Alert, alertSchema } from '../alerts/alert.ts'
import { alertPath, type Tick } from './tick.ts'

/**
 * Brings every waiting alert to the owner in the order they arose, those of earlier runs first. The first that
 * can't be delivered ends it: it and what follows wait in the outbox for the next run of any function. Answers why
 * something is left, or `undefined`.
 */
export async function deliverOutbox(tick: Tick): Promise<string | undefined> {
  for (const alert of await waiting(tick)) {
    try {
      await tick.world.notifier.deliver(alert)
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
    tick.delivered(alert)
  }
  return undefined
}

const outboxSchema = z.object({ ...alertSchema.shape, status: z.enum(['pending', 'sent']) })

async function waiting(tick: Tick): Promise<readonly Alert[]> {
  const ids = tick.state.pendingAlerts
  const left = ids.filter((id) => !tick.freshAlert(id))
  const documents = left.length > 0 ? await tick.world.store.getAll(left.map(alertPath)) : []
  const stored = new Map(documents.flatMap((document) => readAlert(document?.value)))
  return ids.flatMap((id) => tick.freshAlert(id) ?? stored.get(id) ?? [])
}

function readAlert(value: unknown): readonly (readonly [string, Alert])[] {
  if (value === undefined) return []
  const { status: _, ...alert } = outboxSchema.parse(value)
  return [[alert.alertId, alert]]
}
