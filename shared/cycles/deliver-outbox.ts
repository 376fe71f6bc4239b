import { z } from 'zod'
import { type Alert, alertSchema } from '../alerts/alert.ts'
import { planDelivery, type WaitingAlert } from '../alerts/delivery-plan.ts'
import { withSent } from '../alerts/sent-history.ts'
import { NotDeliveredError, type Notice } from '../ports/notifier.ts'
import type { EpochMs } from '../time/instant.ts'
import { ALERT_STATUSES, alertPath, type Tick } from './tick.ts'

/**
 * Brings what waits in the outbox to the owner in the order it arose, that of earlier runs first, as far as the limits of
 * messages allow. What can't be delivered waits for the next run of any function. Before anything leaves, the outbox says
 * so durably: an alert whose delivery nobody saw end is told as a possible repeat. Answers why something is left, or
 * `undefined`.
 */
export async function deliverOutbox(tick: Tick): Promise<string | undefined> {
  if (tick.state.pendingAlerts.length === 0) return undefined
  const waiting = await waitingAlerts(tick)
  const quietUntil = tick.state.messages.quietUntil ?? 0
  const plan =
    tick.now < quietUntil
      ? { notices: [], held: waiting.map(({ alert }) => alert) }
      : planDelivery(waiting, tick.state.messages.sent, tick.world.config.telegram, tick.now)
  for (const alert of alertsOf(plan.notices)) tick.sending(alert)
  await tick.commit()
  const problem = await deliver(tick, plan.notices)
  if (problem !== undefined) return problem
  return plan.held.length > 0
    ? `${plan.held.length} alerts wait, as many messages were sent lately`
    : undefined
}

/** After a failure only critical alerts are tried, so that none waits behind a message that is refused again and again. */
async function deliver(tick: Tick, notices: readonly Notice[]): Promise<string | undefined> {
  let problem: string | undefined
  let isBroken = false
  for (const notice of notices) {
    const isCritical = notice.alerts[0].urgency === 'critical'
    if (isBroken || (problem !== undefined && !isCritical)) {
      for (const alert of notice.alerts) tick.undelivered(alert)
      continue
    }
    try {
      await tick.world.notifier.deliver(notice)
      for (const alert of notice.alerts) tick.delivered(alert)
      noteSent(tick, notice)
    } catch (error) {
      problem ??= error instanceof Error ? error.message : String(error)
      isBroken = noteFailure(tick, notice, error)
    }
  }
  return problem
}

/** Whoever gave no answer is not asked again in this run; the alert stays marked as perhaps delivered. */
function noteFailure(tick: Tick, notice: Notice, error: unknown): boolean {
  if (!(error instanceof NotDeliveredError)) {
    noteSent(tick, notice)
    return true
  }
  for (const alert of notice.alerts) tick.undelivered(alert)
  if (error.retryAfterMs === undefined) return false
  const quietUntil = (tick.now + error.retryAfterMs) as EpochMs
  tick.state = { ...tick.state, messages: { ...tick.state.messages, quietUntil } }
  return true
}

function alertsOf(notices: readonly Notice[]): readonly Alert[] {
  return notices.flatMap(({ alerts }) => alerts)
}

function noteSent(tick: Tick, notice: Notice): void {
  const { messages } = tick.state
  const sent = withSent(messages.sent, notice, tick.now, tick.world.config.telegram)
  tick.state = { ...tick.state, messages: { ...messages, sent } }
}

/** An alert as the outbox keeps it. */
export const outboxSchema = z.object({ ...alertSchema.shape, status: z.enum(ALERT_STATUSES) })

async function waitingAlerts(tick: Tick): Promise<readonly WaitingAlert[]> {
  const ids = tick.state.pendingAlerts
  const left = ids.filter((id) => !tick.freshAlert(id))
  const documents = left.length > 0 ? await tick.world.store.getAll(left.map(alertPath)) : []
  const stored = new Map(documents.flatMap((document) => readAlert(document?.value)))
  return ids.flatMap((id) => {
    const fresh = tick.freshAlert(id)
    return fresh ? { alert: fresh, isUnconfirmed: false } : (stored.get(id) ?? [])
  })
}

function readAlert(value: unknown): readonly (readonly [Alert['alertId'], WaitingAlert])[] {
  if (value === undefined) return []
  const { status, ...alert } = outboxSchema.parse(value)
  return [[alert.alertId, { alert, isUnconfirmed: status === 'sending' }]]
}
