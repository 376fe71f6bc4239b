import { isResting, type OrderRecord, type OrderState } from '../orders/order-record.ts'
import { cancelOrder } from './cancel-order.ts'
import { type Finished, runInSession } from './run-tick.ts'
import { settleOrders } from './settle-orders.ts'
import type { Tick } from './tick.ts'
import type { NotRun, Trigger } from './trigger.ts'
import { workOrders } from './work-orders.ts'
import type { World } from './world.ts'

/** What became of the wish to cancel one entry. */
export type CancelOutcome =
  | { readonly kind: 'asked'; readonly state: OrderState | 'CANCEL_REQUESTED' }
  | { readonly kind: 'not-found' }
  /** Nothing was asked for, and why in words. */
  | { readonly kind: 'left'; readonly why: string }

/**
 * Cancels one entry at the broker, in a run that holds the account. What the broker filled meanwhile stays bought and is protected
 * like any entry. Exits and stops are left alone: without them a position would be bare.
 */
export async function cancelEntry(
  world: World,
  trigger: Trigger,
  intentId: string,
): Promise<({ readonly outcome: CancelOutcome } & Finished) | NotRun> {
  return runInSession(world, trigger, async (tick, session) => {
    await settleOrders(tick)
    const order = openOrder(tick, intentId)
    const left = order && whyLeft(order)
    const isAsked = order !== undefined && left === undefined
    if (isAsked) await cancelOrder(tick, order)
    // Also when nothing is cancelled: what was found filled meanwhile needs its stop now.
    await workOrders(tick, session)
    if (isAsked) return { outcome: { kind: 'asked', state: stateAfter(tick, order) } }
    return { outcome: left === undefined ? { kind: 'not-found' } : { kind: 'left', why: left } }
  })
}

function openOrder({ state }: Tick, intentId: string): OrderRecord | undefined {
  return Object.values(state.orders).find((order) => order.intentId === intentId)
}

function whyLeft(order: OrderRecord): string | undefined {
  const { purpose, state, cancelRequestedAt } = order
  if (purpose.kind === 'exit') return 'it is an exit order, which closes a position'
  if (purpose.kind === 'stop') return 'it is a stop order, which protects a position'
  if (cancelRequestedAt !== undefined) return 'the broker was asked to cancel it before'
  return isResting(order) ? undefined : `it is ${state}: the broker is not known to have it`
}

/** An order that has ended is in the state no more; what it bought tells whether the cancel came too late. */
function stateAfter(
  tick: Tick,
  { intentId, symbol, quantity }: OrderRecord,
): OrderState | 'CANCEL_REQUESTED' {
  const order = openOrder(tick, intentId)
  if (order) return order.cancelRequestedAt === undefined ? order.state : 'CANCEL_REQUESTED'
  return (tick.state.positions[symbol]?.boughtQuantity ?? 0) >= quantity ? 'FILLED' : 'CANCELLED'
}
