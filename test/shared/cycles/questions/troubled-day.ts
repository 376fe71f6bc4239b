import type { IntentId, OrderId, PositionId } from '../../../../shared/domain/ids.ts'
import { money } from '../../../../shared/domain/money.ts'
import type { Position } from '../../../../shared/domain/position.ts'
import type { Write } from '../../../../shared/ports/store.ts'
import type { RecentExit, SafeModeReason, SafeModeTrip } from '../../../../shared/state/risk-state.ts'
import { initialState, type TradingState } from '../../../../shared/state/trading-state.ts'
import { findInstrument } from '../../../../shared/symbols/registry.ts'
import { type EpochMs, MINUTE_MS } from '../../../../shared/time/instant.ts'
import { type CycleBench, cycleBench, ordersById } from '../../../support/cycle-bench.ts'
import { goldenPosition, leaving, orderRecord, restingStop, TQQQ } from '../../../support/fixtures.ts'
import { at, DATE, SOXL, UPRO } from './traded-day.ts'

const NOW = at(945)
const ago = (minutes: number) => (NOW - minutes * MINUTE_MS) as EpochMs

/** A bench at 15:45 of a day on which everything that can keep the system from buying does. */
export async function troubledDay(): Promise<CycleBench> {
  const instruments = [TQQQ, SOXL, UPRO].flatMap((symbol) => findInstrument(symbol) ?? [])
  const bench = cycleBench({ now: NOW, instruments, config: { style: 'quantum' } })
  bench.session.current = { issuedAt: at(480), lastUsedAt: ago(115) }
  bench.session.clockAheadMs = -130_500
  Object.assign(bench.world, { breaker: { state: undefined, resume: () => {} } })
  await bench.leave(troubles())
  await bench.store.commit([alertDocument('unprotected-SOXL'), alertDocument('silent-signal-scan')])
  return bench
}

function troubles(): Partial<TradingState> {
  const stop = restingStop(goldenPosition())
  return {
    day: {
      ...initialState(DATE).day,
      scans: 180,
      monitors: 371,
      entries: 3,
      exits: 1,
      realized: money('-1400'),
    },
    symbols: {
      SOXL: { entries: 2, lastExitAt: ago(10) },
      UPRO: { entries: 1, lastExitAt: ago(20), lastStopOutAt: ago(20) },
    },
    positions: { TQQQ: heldWell(), SOXL: heldBadly() },
    orders: ordersById(stop, orderInDoubt()),
    pendingAlerts: ['unprotected-SOXL', 'silent-signal-scan'],
    risk: {
      ...initialState(DATE).risk,
      safeMode: [
        trip('paused', 'paused by the owner'),
        trip('drawdown', '2,600.00 USD below the mark'),
        trip('system-error', 'TypeError: x'),
      ],
      equity: {
        startCapital: money('25000'),
        netDeposits: money('1000'),
        highWater: money('26500'),
        latest: money('23800'),
        cash: money('6000'),
        cashMoved: money('0'),
      },
      lossesInRow: 5,
      recentExits: [50, 45, 40, 30].map(stopOut),
    },
    owner: { selling: [SOXL], unlocked: {}, sellAllSince: ago(3) },
    lastRuns: { 'signal-scan': ago(12), 'position-monitor': ago(1) },
    brokerBreaker: { kind: 'open', since: ago(1) },
  }
}

/** Half of it was sold at a profit. */
function heldWell(): Position {
  return goldenPosition({
    openedAt: ago(200),
    soldQuantity: 92,
    proceeds: money('4462'),
    stop: money('47.595'),
    stopKind: 'breakeven',
    watch: { price: money('48.20'), quoteTime: ago(2), weakRsiLooks: 0 },
    cover: { nakedMs: 0 },
  })
}

/** Never looked at, and no stop rests. */
function heldBadly(): Position {
  return goldenPosition({
    positionId: 'SOXL-1' as PositionId,
    symbol: SOXL,
    openedAt: ago(4),
    exiting: leaving('OWNER', 1),
    cover: { nakedMs: 0, nakedSince: ago(4) },
  })
}

function orderInDoubt() {
  return orderRecord({
    intentId: '2026-03-03-0009' as IntentId,
    symbol: SOXL,
    side: 'SELL',
    pricing: { type: 'MARKET' },
    purpose: { kind: 'exit', positionId: 'SOXL-1' as PositionId, reason: 'OWNER' },
    state: 'UNKNOWN',
    submittedAt: ago(2),
    orderId: '1044' as OrderId,
    note: 'no readable answer to orders/place',
  })
}

function stopOut(minutes: number): RecentExit {
  return { symbol: UPRO, at: ago(minutes), date: DATE, pnl: money('-350'), pnlPct: -1.4, stopOut: true }
}

function trip(reason: SafeModeReason, detail: string): SafeModeTrip {
  return { reason, detail, at: ago(15), date: DATE, healthyCycles: 0, ownerConfirmed: false }
}

function alertDocument(alertId: string): Write {
  const value = {
    alertId,
    type: 'UNPROTECTED',
    urgency: 'critical',
    time: ago(14),
    text: 'UNPROTECTED',
    status: 'pending',
  }
  return { kind: 'set', path: `outbox/${alertId}`, value }
}
