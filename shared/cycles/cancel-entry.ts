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
    if (!order || left !== undefined)
      return { outcome: order ? { kind: 'left', why: left ?? '' } : { kind: 'not-found' } }
    await cancelOrder(tick, order)
    await workOrders(tick, session)
    return { outcome: { kind: 'asked', state: stateAfter(tick, intentId) } }
  })
}

function openOrder({ state }: Tick, intentId: string): OrderRecord | undefined {
  return Object.values(state.orders).find((order) => order.intentId === intentId)
}

function whyLeft(order: OrderRecord): string | undefined {
  const { purpose, state, cancelRequestedAt } = order
  if (purpose.kind !== 'entry') return `it is an ${purpose.kind} order, which protects or closes a position`
  if (cancelRequestedAt !== undefined) return 'the broker was asked to cancel it before'
  return isResting(order) ? undefined : `it is ${state}: the broker is not known to have it`
}

/** An order that has ended is in the state no more; its document tells how. */
function stateAfter(tick: Tick, intentId: string): OrderState | 'CANCEL_REQUESTED' {
  const order = openOrder(tick, intentId)
  if (!order) return 'CANCELLED'
  return order.cancelRequestedAt === undefined ? order.state : 'CANCEL_REQUESTED'
}
