import { brokerProblemAlert } from '../alerts/order-alerts.ts'
import { BrokerError } from '../domain/errors.ts'
import { ProviderError } from '../domain/provider-error.ts'
import { SecretsUnavailableError } from '../ports/secrets.ts'
import { StoreUnavailableError } from '../ports/store.ts'
import type { EpochMs } from '../time/instant.ts'
import type { RegularSession } from '../time/session.ts'
import { sessionAt } from '../time/session.ts'
import { addUsage } from './add-usage.ts'
import { closedMarket } from './closed-market.ts'
import { deliverOutbox } from './deliver-outbox.ts'
import type { RunOutcome } from './open-tape.ts'
import { openTick } from './open-tick.ts'
import { applySafeMode, tripSafeMode } from './safe-mode.ts'
import { Tick } from './tick.ts'
import type { NotRun, Trigger } from './trigger.ts'
import { watchBreaker } from './watch-breaker.ts'
import { watchBudget } from './watch-budget.ts'
import { watchClock } from './watch-clock.ts'
import type { World } from './world.ts'

/** How a run that did its work ended. */
export interface Finished {
  readonly status: 'done'
  /** Why alerts are still in the outbox; absent when the owner has them all. */
  readonly alertsWaiting?: string
}

/**
 * The frame round every cycle that acts during the session: nothing is read outside it, the run is claimed
 * once, and the lease is given back and the alerts are delivered however the work ended.
 */
export async function runInSession<Done extends object>(
  world: World,
  trigger: Trigger,
  work: (tick: Tick, session: RegularSession) => Promise<Done>,
): Promise<(Done & Finished) | NotRun> {
  const startedAt = world.clock.now()
  const session = sessionAt(startedAt, world.calendar)
  if (session.phase === 'closed') return closedMarket(session)
  const tick = await openRecorded(world, { trigger, startedAt, date: session.date })
  if (!(tick instanceof Tick)) return tick
  applySafeMode(tick, { kind: 'session', date: session.date })
  return finish(tick, startedAt, () => work(tick, session))
}

/** The same frame for the cycles that work outside the session too. */
export async function runAnyTime<Done extends object>(
  world: World,
  trigger: Trigger,
  date: Tick['date'],
  work: (tick: Tick) => Promise<Done>,
): Promise<(Done & Finished) | NotRun> {
  const startedAt = world.clock.now()
  const tick = await openRecorded(world, { trigger, startedAt, date })
  if (!(tick instanceof Tick)) return tick
  return finish(tick, startedAt, () => work(tick))
}

function openRecorded(
  world: World,
  run: { readonly trigger: Trigger; readonly startedAt: EpochMs; readonly date: Tick['date'] },
): Promise<Tick | NotRun> {
  return openTick(world.recorder?.start(world, run) ?? world, run.trigger, run.date)
}

async function finish<Done extends object>(
  tick: Tick,
  startedAt: EpochMs,
  work: () => Promise<Done>,
): Promise<Done & Finished> {
  const done = await work().catch(async (error: unknown) => {
    if (error instanceof BrokerError) warn(tick, error)
    if (!tick.lost) noteFailure(tick, error)
    await close(tick, startedAt, { failure: textOf(error) })
    throw error
  })
  applySafeMode(tick, { kind: 'healthy-cycle' })
  return { status: 'done', ...done, ...(await close(tick, startedAt, { answer: done })) }
}

/** A broker that can't be read is only a nuisance while nothing is held and nothing is under way. */
function warn(tick: Tick, { message }: BrokerError): void {
  const { positions, orders } = tick.state
  const symbols = [...Object.values(positions), ...Object.values(orders)].map(({ symbol }) => symbol)
  if (symbols.length === 0) return
  tick.alert(
    brokerProblemAlert(message, { symbols: [...new Set(symbols)], time: tick.now, ...logIdOf(tick) }),
  )
}

function logIdOf({ correlationId }: Tick): { readonly correlationId?: string } {
  return correlationId === undefined ? {} : { correlationId }
}

/**
 * A broker, a store or a keeper of secrets that does not answer is an outage: nothing was decided, the next run tries again.
 * Anything else that ends a run is an error of our own, and until runs are sound again nothing new is bought.
 */
function noteFailure(tick: Tick, error: unknown): void {
  applySafeMode(tick, { kind: 'failed-cycle' })
  if (error instanceof BrokerError || error instanceof StoreUnavailableError) return
  if (error instanceof ProviderError || error instanceof SecretsUnavailableError) return
  tripSafeMode(tick, { reason: 'system-error', detail: textOf(error) })
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

async function close(
  tick: Tick,
  startedAt: EpochMs,
  outcome: RunOutcome,
): Promise<Pick<Finished, 'alertsWaiting'>> {
  if (tick.lost) return {}
  watchClock(tick)
  watchBudget(tick)
  watchBreaker(tick)
  const alertsWaiting = await deliverOutbox(tick)
  for (const write of tick.world.budget?.settle() ?? []) tick.write(write)
  addUsage(tick, startedAt)
  await tick.commit({ release: true, outcome })
  return alertsWaiting === undefined ? {} : { alertsWaiting }
}
