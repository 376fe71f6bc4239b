import { toDecimalText } from '../../domain/money.ts'
import type { Trade } from '../../domain/trade.ts'
import type { OrderRecord } from '../../orders/order-record.ts'
import { formatEt } from '../../time/exchange-time.ts'
import { MINUTE_MS } from '../../time/instant.ts'
import type { LiveDay } from './live-day.ts'
import type { Explained } from './parity-report.ts'
import { monitorGapAt } from './run-gaps.ts'

/** A look a minute: exits that lie closer together happened at the same look or at the next. */
const SAME_EXIT_MS = MINUTE_MS

/** Why the exits of a pair differ, in reason, time or price. */
export function exitCause(
  { live, tested }: { readonly live: Trade; readonly tested: Trade },
  day: LiveDay,
): Explained {
  const words = `${exitWords(live)} live, ${exitWords(tested)} in the backtest`
  if (live.reason === 'OWNER')
    return { cause: 'exit-reason', why: 'owner', evidence: `the owner ordered the sale: ${words}` }
  const isOtherTime = Math.abs(live.exitTime - tested.exitTime) > SAME_EXIT_MS
  const isOtherReason = live.reason !== tested.reason
  const cause = isOtherReason ? 'exit-reason' : isOtherTime ? 'exit-time' : 'exit-price'
  const gap = isOtherTime || isOtherReason ? monitorGapAt(day.runs, tested.exitTime) : undefined
  if (closingOrder(live, day)?.purpose.kind === 'stop')
    return { cause, why: 'broker-stop', evidence: `the stop at the broker filled first: ${words}` }
  if (gap) {
    const since = formatEt(gap.from, 'time-seconds')
    return { cause, why: 'monitor-gap', evidence: `no look for ${gap.seconds} s from ${since} on: ${words}` }
  }
  return { cause, evidence: words }
}

/** True when the two exits are another story, also where that made no difference in money. */
export function isOtherExit({ live, tested }: { readonly live: Trade; readonly tested: Trade }): boolean {
  return live.reason !== tested.reason || Math.abs(live.exitTime - tested.exitTime) > SAME_EXIT_MS
}

function closingOrder({ decisionId }: Trade, { stories }: LiveDay): OrderRecord | undefined {
  return stories
    .find((story) => story.decisionId === decisionId)
    ?.orders.filter(({ side, filledQuantity }) => side === 'SELL' && filledQuantity > 0)
    .toSorted((one, other) => (one.endedAt ?? one.createdAt) - (other.endedAt ?? other.createdAt))
    .at(-1)
}

function exitWords({ exitPrice, exitTime, reason }: Trade): string {
  return `${reason} at ${formatEt(exitTime, 'time-seconds')} for ${toDecimalText(exitPrice)}`
}
