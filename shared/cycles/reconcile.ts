import type { Holding } from '../domain/account.ts'
import { BrokerError } from '../domain/errors.ts'
import { reconcileHoldings } from '../risk/reconcile-holdings.ts'
import { SECOND_MS } from '../time/instant.ts'
import { tripSafeMode } from './safe-mode.ts'
import { settleOrders } from './settle-orders.ts'
import type { Tick } from './tick.ts'

/**
 * Brings the books up to date with the broker and compares them: orders first of all, and what is held whenever something
 * of ours is at stake. Holdings are read before the orders, so that a sale in between can only make them larger than
 * our books say, which is the owner's own business and no alarm.
 */
export async function reconcile(tick: Tick): Promise<void> {
  const atStake = Object.keys(tick.state.positions).length > 0
  const holdings = atStake ? await holdingsIfReadable(tick) : undefined
  await settleOrders(tick)
  if (holdings) compareHoldings(tick, holdings)
}

/** Puts safe mode on for what our books can't explain. */
export function compareHoldings(tick: Tick, holdings: readonly Holding[]): void {
  const lagMs = tick.world.config.execution.holdingsLagSeconds * SECOND_MS
  for (const problem of reconcileHoldings(tick.state, holdings, { now: tick.now, lagMs }))
    tripSafeMode(tick, problem)
}

/** A list that can't be read says nothing; the orders, which stops depend on, are read all the same. */
async function holdingsIfReadable(tick: Tick): Promise<readonly Holding[] | undefined> {
  try {
    return await tick.world.broker.holdings()
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error
    return undefined
  }
}
