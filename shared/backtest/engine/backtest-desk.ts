import { LEASE_SECONDS, type LeaseGrant } from '../../cycles/lease.ts'
import { applySafeMode } from '../../cycles/safe-mode.ts'
import { Tick } from '../../cycles/tick.ts'
import type { World } from '../../cycles/world.ts'
import type { DocumentVersion } from '../../ports/store.ts'
import { initialState, onDate, type TradingState } from '../../state/trading-state.ts'
import { type EpochMs, type ExchangeDate, SECOND_MS } from '../../time/instant.ts'

const VERSION = 'run' as DocumentVersion

/**
 * Opens the runs of a backtest. There is one writer and nothing crashes, so that a run needs no claim: it begins with the
 * state that the run before left, and its alerts go nowhere.
 */
export class BacktestDesk {
  state: TradingState
  readonly #world: World

  constructor(world: World, state?: TradingState) {
    this.#world = world
    this.state = state ?? initialState('1990-01-01' as ExchangeDate)
  }

  /** Something is held or under way, or the house is not as usual: somebody has to look. */
  get isBusy(): boolean {
    const { positions, orders, risk } = this.state
    if (risk.safeMode.length > 0) return true
    return hasKeys(positions) || hasKeys(orders)
  }

  async run(date: ExchangeDate, work: (tick: Tick) => Promise<void>): Promise<void> {
    const tick = new Tick(this.#world, {
      date,
      lease: leaseUntil((this.#world.clock.now() + LEASE_SECONDS * SECOND_MS) as EpochMs),
      state: onDate(this.state, date),
      stateVersion: VERSION,
    })
    applySafeMode(tick, { kind: 'session', date })
    await work(tick)
    applySafeMode(tick, { kind: 'healthy-cycle' })
    tick.state = { ...tick.state, pendingAlerts: [], told: [] }
    await tick.commit()
    this.state = tick.state
  }
}

function leaseUntil(until: EpochMs): LeaseGrant {
  return { lease: { holder: 'backtest', epoch: 1, until }, version: VERSION }
}

function hasKeys(record: object): boolean {
  for (const _ in record) return true
  return false
}
