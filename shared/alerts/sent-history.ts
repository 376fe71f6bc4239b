import { z } from 'zod'
import type { Notice } from '../ports/notifier.ts'
import { instantSchema } from '../state/document-schemas.ts'
import { type EpochMs, HOUR_MS } from '../time/instant.ts'

/** When the messages of the last hour were sent, oldest first; it lies in the trading state. */
export interface SentHistory {
  readonly info: readonly EpochMs[]
  readonly critical: readonly EpochMs[]
}

/** Before the first message. */
export const NOTHING_SENT: SentHistory = { info: [], critical: [] }

export const sentHistorySchema: z.ZodType<SentHistory> = z.strictObject({
  info: z.array(instantSchema),
  critical: z.array(instantSchema),
})

/** How many messages of each kind are remembered; so many within an hour keep every further informational one waiting. */
interface KeptMessages {
  readonly messagesPerMinuteMax: number
  readonly messagesPerHourMax: number
}

/** The history with one more message; what no limit looks back on is forgotten. */
export function withSent(
  history: SentHistory,
  notice: Notice,
  at: EpochMs,
  rules: KeptMessages,
): SentHistory {
  const kept = Math.max(rules.messagesPerMinuteMax, rules.messagesPerHourMax)
  const pruned = (times: readonly EpochMs[]) => times.filter((time) => time > at - HOUR_MS).slice(-kept)
  const { info, critical } = history
  return isCritical(notice)
    ? { info: pruned(info), critical: pruned([...critical, at]) }
    : { info: pruned([...info, at]), critical: pruned(critical) }
}

/** A critical alert is always alone in its message. */
export function isCritical({ alerts: [first] }: Notice): boolean {
  return first.urgency === 'critical'
}

/** How many messages were sent within so many milliseconds before a moment. */
export function sentWithin(times: readonly EpochMs[], windowMs: number, now: EpochMs): number {
  return times.filter((time) => time > now - windowMs).length
}
