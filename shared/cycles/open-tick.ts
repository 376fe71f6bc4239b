import { CLOSED_BREAKER } from '../pacing/breaker.ts'
import type { DocumentVersion, StoredDocument } from '../ports/store.ts'
import { initialState, onDate, type TradingState, tradingStateSchema } from '../state/trading-state.ts'
import { exchangeDate } from '../time/exchange-time.ts'
import { DAY_MS, type EpochMs, type ExchangeDate, SECOND_MS } from '../time/instant.ts'
import { callNeeds } from './call-needs.ts'
import { isHeld, LEASE_PATH, leaseSchema, takeLease } from './lease.ts'
import { STATE_PATH, Tick } from './tick.ts'
import { type NotRun, runKey, type Trigger } from './trigger.ts'
import type { World } from './world.ts'

/** How often a run asks for the account while another run holds it, a second apart. */
const LEASE_ATTEMPTS_MAX = 15

const RUN_KEPT_DAYS = 2

/**
 * Claims the run, the account and the calls it may need: one read, one guarded batch. Since every batch that changes the state also
 * changes the lease, taking the lease as it was read proves that the state is still the one that was read.
 */
export async function openTick(world: World, trigger: Trigger, date: ExchangeDate): Promise<Tick | NotRun> {
  let holder = ''
  for (let attempt = 1; attempt <= LEASE_ATTEMPTS_MAX; attempt += 1) {
    const outcome = await tryOpen(world, trigger, date)
    if (outcome instanceof Tick || outcome.status === 'duplicate') return outcome
    holder = outcome.holder
    await world.clock.sleep(SECOND_MS)
  }
  return { status: 'busy', holder }
}

async function tryOpen(
  world: World,
  trigger: Trigger,
  date: ExchangeDate,
): Promise<Tick | Extract<NotRun, { status: 'duplicate' | 'busy' }>> {
  const key = runKey(trigger)
  const { budget } = world
  const paths = [LEASE_PATH, STATE_PATH, ...(budget?.paths ?? [])]
  const [leaseDocument, stateDocument, ...limitDocuments] = await world.store.getAll(paths)
  const current = leaseDocument && leaseSchema.parse(leaseDocument.value)
  const now = world.clock.now()
  if (isHeld(current, now))
    return current.holder === key ? { status: 'duplicate' } : { status: 'busy', holder: current.holder }

  // Before anything is claimed: a state that can't be read must not hold the account.
  const state = readState(stateDocument, date)
  const { lease, write } = takeLease(leaseDocument, key, now)
  const needs = callNeeds(trigger.job, state, world.instruments.length)
  const reservation = budget?.reserve(limitDocuments, { needs, until: lease.until })
  const expiresAt = (now + RUN_KEPT_DAYS * DAY_MS) as EpochMs
  const claimed = await world.store.commit([
    {
      kind: 'create',
      path: `runs/${key}`,
      value: { ...trigger, claimedAt: now, epoch: lease.epoch },
      expiresAt,
    },
    write,
    ...(reservation?.writes ?? []),
  ])
  if (!claimed.ok) {
    return claimed.path.startsWith('runs/')
      ? { status: 'duplicate' }
      : { status: 'busy', holder: 'another run' }
  }
  reservation?.confirm(claimed.versions.slice(2))
  world.breaker?.resume(state.brokerBreaker ?? CLOSED_BREAKER)
  const version = claimed.versions[1] as DocumentVersion
  return new Tick(world, {
    date,
    correlationId: trigger.correlationId,
    lease: { lease, version },
    state: onDate(state, date),
    stateVersion: stateDocument?.version,
  })
}

/** The state as it is now, for those who only look. */
export async function readTradingState({
  store,
  clock,
}: Pick<World, 'store' | 'clock'>): Promise<TradingState> {
  const date = exchangeDate(clock.now())
  return onDate(readState(await store.get(STATE_PATH), date), date)
}

function readState(document: StoredDocument | undefined, date: ExchangeDate): TradingState {
  return document ? tradingStateSchema.parse(document.value) : initialState(date)
}
