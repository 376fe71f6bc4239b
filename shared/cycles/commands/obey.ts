import { ownerAlert } from '../../alerts/owner-alert.ts'
import { BrokerError } from '../../domain/errors.ts'
import { exchangeDate } from '../../time/exchange-time.ts'
import { sessionAt } from '../../time/session.ts'
import { reconcile } from '../reconcile.ts'
import { runAnyTime } from '../run-tick.ts'
import { LeaseLostError, type Tick } from '../tick.ts'
import type { Trigger } from '../trigger.ts'
import { workOrders } from '../work-orders.ts'
import type { World } from '../world.ts'
import { carryOut } from './carry-out.ts'
import { notDone, type OrderOutcome } from './order-outcome.ts'
import type { OwnerOrder } from './owner-order.ts'
import type { JudgedRun } from './promote.ts'

/** An order, or where it comes from once the account is held; a text says why there is none. */
type OrderSource = (tick: Tick) => Promise<OwnerOrder | string>

/**
 * Carries out one order of the owner in a run of its own, once for its trigger however often that comes. It is durable before
 * anything follows from it at the broker; what this run does not get done the next monitor does. Answers what to tell
 * the owner.
 */
export async function obey(
  world: World,
  trigger: Trigger,
  source: OrderSource,
  judged?: JudgedRun,
): Promise<string> {
  let outcome: OrderOutcome | undefined
  try {
    const run = await runAnyTime(world, trigger, exchangeDate(world.clock.now()), async (tick) => {
      outcome = await decide(tick, source, judged)
      if (outcome.done) await tell(tick, trigger, outcome)
      return {}
    })
    if (run.status === 'busy')
      return 'Nothing was done: another run held the account all the while. Send it again.'
    if (run.status === 'duplicate') return 'This was carried out before.'
  } catch (error) {
    if (!(error instanceof BrokerError || error instanceof LeaseLostError)) throw error
    if (!outcome?.done)
      return `It is not known whether it was done: ${error.message}. Look at /status, then send it again.`
    return `${outcome.headline}: ordered. The next monitor goes on with it, as this run could not: ${error.message}`
  }
  return outcome?.done ? `${outcome.headline}: done.` : (outcome?.why ?? 'Nothing was done.')
}

async function decide(tick: Tick, source: OrderSource, judged: JudgedRun | undefined): Promise<OrderOutcome> {
  const order = await source(tick)
  if (typeof order === 'string') return notDone(order)
  const outcome = carryOut(tick, order, judged)
  if (outcome.done) tick.event({ kind: 'owner-ordered', name: order.name, args: [...order.args] })
  return outcome
}

async function tell(
  tick: Tick,
  trigger: Trigger,
  { headline, body, needsWork }: Extract<OrderOutcome, { done: true }>,
): Promise<void> {
  tick.alert(ownerAlert({ headline, body, key: trigger.byHand ?? `${trigger.scheduledAt}`, time: tick.now }))
  await tick.commit()
  const session = sessionAt(tick.now, tick.world.calendar)
  if (!needsWork || session.phase === 'closed') return
  await reconcile(tick)
  await workOrders(tick, session)
}
