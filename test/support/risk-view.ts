import { parseConfig } from '../../shared/config/config.ts'
import { money } from '../../shared/domain/money.ts'
import type { EntryProposal, RiskView } from '../../shared/risk/risk-view.ts'
import type { EquityRecord, RecentExit } from '../../shared/state/risk-state.ts'
import { initialState, type TradingState } from '../../shared/state/trading-state.ts'
import { parseExchangeDate } from '../../shared/time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../shared/time/instant.ts'
import { NINE_THIRTY_SIX, TQQQ } from './fixtures.ts'

const TUESDAY = parseExchangeDate('2026-03-03')

/** The golden entry of the specification as it asks for money. */
export function goldenProposal(overrides: Partial<EntryProposal> = {}): EntryProposal {
  return {
    symbol: TQQQ,
    corrGroup: 'nasdaq-100',
    limit: money('47.50'),
    stop: money('46.50'),
    target: money('49.875'),
    averageVolume: 50_000_000,
    tier: 'HIGH',
    agreement: 'MEDIUM',
    calibrated: false,
    ...overrides,
  }
}

/** A fresh cash account of 25,000 USD on a Tuesday at 09:36. */
export function riskView(overrides: Partial<RiskView> = {}): RiskView {
  return {
    state: initialState(TUESDAY),
    balance: { kind: 'CASH', cash: money('25000'), settledCash: money('25000') },
    prices: new Map(),
    leverages: new Map(),
    style: 'standard',
    mustBeArmed: false,
    rules: parseConfig({}).risk,
    now: NINE_THIRTY_SIX,
    fiveDaysFrom: parseExchangeDate('2026-02-25'),
    ...overrides,
  }
}

/** An empty state with this risk history. */
export function withRisk(risk: Partial<TradingState['risk']>): TradingState {
  const state = initialState(TUESDAY)
  return { ...state, risk: { ...state.risk, ...risk } }
}

export function equityRecord(overrides: Partial<EquityRecord> = {}): EquityRecord {
  const all = money('25000')
  return {
    startCapital: all,
    netDeposits: money('0'),
    highWater: all,
    latest: all,
    cash: all,
    cashMoved: money('0'),
    ...overrides,
  }
}

/** A trade that ended so many minutes before 09:36. */
export function exitBefore(minutes: number, overrides: Partial<RecentExit> = {}): RecentExit {
  return {
    symbol: TQQQ,
    at: (NINE_THIRTY_SIX - minutes * MINUTE_MS) as EpochMs,
    date: TUESDAY,
    pnl: money('-10'),
    pnlPct: -0.1,
    stopOut: false,
    ...overrides,
  }
}
