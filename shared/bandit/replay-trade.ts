import type { Bar } from '../domain/bar.ts'
import { type Money, moneyFromNumber, subtract } from '../domain/money.ts'
import { stopFillOnBar } from '../matching/stop-fill.ts'
import type { EpochMs } from '../time/instant.ts'

/** A long trade as it was entered. */
export interface ReplayedPlan {
  readonly entry: Money
  readonly enteredAt: EpochMs
  /** Below the entry. */
  readonly stop: Money
  /** Above the entry. */
  readonly target: Money
  /** From then on it is sold at the first price there is. */
  readonly timeOutAt: EpochMs
  /** Fees and slippage of buying and selling one share. */
  readonly costsPerShare: Money
}

/** What became of a plan. */
export type ReplayedTrade =
  | {
      readonly status: 'closed'
      readonly reason: 'stop' | 'target' | 'time-out'
      readonly exit: Money
      /** Start of the bar that closed it. */
      readonly barAt: EpochMs
      /** R: what was earned a share after costs ÷ what was risked a share. */
      readonly riskMultiple: number
    }
  /** The bars end before anything happened: ask again when there are more. */
  | { readonly status: 'pending' }

/**
 * Follows a plan through the real bars after its entry, oldest first, to the first of stop, target and time-out. In a
 * bar that reaches both, the stop was first. A gap below the stop sells at the open; a gap above the target gives no
 * more than the target.
 */
export function replayTrade(plan: ReplayedPlan, bars: readonly Bar[]): ReplayedTrade {
  assertPlan(plan)
  assertOrder(plan, bars)
  for (const bar of bars) {
    const closed = closedOn(plan, bar)
    if (closed)
      return { status: 'closed', barAt: bar.time, riskMultiple: multipleOf(plan, closed.exit), ...closed }
  }
  return { status: 'pending' }
}

type Closed = Pick<Extract<ReplayedTrade, { status: 'closed' }>, 'reason' | 'exit'>

function closedOn({ stop, target, timeOutAt }: ReplayedPlan, bar: Bar): Closed | undefined {
  const isLate = bar.time >= timeOutAt
  const open = moneyFromNumber(bar.open)
  // Of a bar that begins at the time-out only the open is lived through.
  const [low, high] = isLate ? [open, open] : [moneyFromNumber(bar.low), moneyFromNumber(bar.high)]
  const stopped = stopFillOnBar({ stop, open, low })
  if (stopped !== undefined) return { reason: 'stop', exit: stopped }
  if (high >= target) return { reason: 'target', exit: target }
  return isLate ? { reason: 'time-out', exit: open } : undefined
}

function multipleOf({ entry, stop, costsPerShare }: ReplayedPlan, exit: Money): number {
  return subtract(subtract(exit, entry), costsPerShare) / subtract(entry, stop)
}

function assertPlan({ entry, stop, target, costsPerShare }: ReplayedPlan): void {
  if (!(stop < entry && entry < target))
    throw new RangeError(
      `a plan needs stop < entry < target, was ${stop}, ${entry}, ${target} (1/10,000 USD)`,
    )
  if (costsPerShare < 0)
    throw new RangeError(`costs a share must not be negative, were ${costsPerShare} (1/10,000 USD)`)
}

/** A bar from before the entry would tell of a market in which there was no trade yet. */
function assertOrder({ enteredAt }: ReplayedPlan, bars: readonly Bar[]): void {
  let latest = enteredAt - 1
  for (const { time } of bars) {
    if (time <= latest)
      throw new RangeError(`bars must begin after the entry and rise in time: ${time} comes after ${latest}`)
    latest = time
  }
}
