import type { Notice } from '../ports/notifier.ts'
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../time/instant.ts'
import type { Alert } from './alert.ts'
import { isCritical, type SentHistory, sentWithin, withSent } from './sent-history.ts'

/** An alert in the outbox. */
export interface WaitingAlert {
  readonly alert: Alert
  /** An earlier delivery ended without an answer: the owner may have it already. */
  readonly isUnconfirmed: boolean
}

/** How many messages the owner is sent; the names are those of the configuration's section `telegram`. */
export interface DeliveryRules {
  readonly messagesPerMinuteMax: number
  readonly messagesPerHourMax: number
  readonly digestOver: number
  readonly digestMinutes: number
}

/** What is sent now, in this order, and what waits for a later run. */
export interface DeliveryPlan {
  readonly notices: readonly Notice[]
  readonly held: readonly Alert[]
}

/**
 * Plans what of the outbox the owner is sent now (spec §15). A critical alert is never held and never part of a digest.
 * When informational ones come thick, each run of them becomes one digest; what would go over a limit waits, with all
 * informational ones behind it, so that they arrive in their order. Messages planned here count as sent now.
 */
export function planDelivery(
  waiting: readonly WaitingAlert[],
  history: SentHistory,
  rules: DeliveryRules,
  now: EpochMs,
): DeliveryPlan {
  const notices: Notice[] = []
  const held: Alert[] = []
  let sent = history
  for (const notice of noticesFor(waiting, isBusy(waiting, history, rules, now))) {
    const fits = isCritical(notice) || (held.length === 0 && hasRoom(sent, rules, now))
    if (!fits) {
      held.push(...notice.alerts)
      continue
    }
    notices.push(notice)
    sent = withSent(sent, notice, now, rules)
  }
  return { notices, held }
}

/** More informational messages than the owner should get one by one. */
function isBusy(
  waiting: readonly WaitingAlert[],
  { info }: SentHistory,
  { digestOver, digestMinutes }: DeliveryRules,
  now: EpochMs,
): boolean {
  const informational = waiting.filter(({ alert }) => alert.urgency === 'info')
  return informational.length + sentWithin(info, digestMinutes * MINUTE_MS, now) > digestOver
}

function hasRoom(
  { info, critical }: SentHistory,
  { messagesPerMinuteMax, messagesPerHourMax }: DeliveryRules,
  now: EpochMs,
): boolean {
  const all = [...info, ...critical]
  return (
    sentWithin(all, MINUTE_MS, now) < messagesPerMinuteMax &&
    sentWithin(all, HOUR_MS, now) < messagesPerHourMax
  )
}

/** One message each, only that neighbours that may be put together are one message while it is busy. */
function noticesFor(waiting: readonly WaitingAlert[], busy: boolean): readonly Notice[] {
  const notices: Notice[] = []
  let before: WaitingAlert | undefined
  for (const one of waiting) {
    const last = notices.at(-1)
    if (busy && last && before && fitsDigest(before) && fitsDigest(one))
      notices[notices.length - 1] = { ...last, alerts: [...last.alerts, one.alert] }
    else notices.push({ alerts: [one.alert], mayBeRepeat: one.isUnconfirmed })
    before = one
  }
  return notices
}

/** A picture and a button belong to one message, and so does the warning that it may be a repeat. */
function fitsDigest({ alert, isUnconfirmed }: WaitingAlert): boolean {
  return (
    alert.urgency === 'info' && !isUnconfirmed && alert.picture === undefined && alert.offers === undefined
  )
}
