import { tradesOf } from '../shared/cycles/closed-trades.ts'
import { STATE_PATH } from '../shared/cycles/tick.ts'
import { toNumber } from '../shared/domain/money.ts'
import type { Trade } from '../shared/domain/trade.ts'
import type { Store } from '../shared/ports/store.ts'
import { type DayTotals, initialState, tradingStateSchema } from '../shared/state/trading-state.ts'
import type { EpochMs, ExchangeDate } from '../shared/time/instant.ts'
import type { DayTally } from './run-journal.ts'

/** One closed trade as the summary tells it; money in dollars, times in ISO 8601 UTC. */
export interface TradeSummary {
  readonly symbol: string
  readonly quantity: number
  readonly entryPrice: number
  readonly exitPrice: number
  readonly entryTime: string
  readonly exitTime: string
  readonly reason: string
  readonly pnlUsd: number
  readonly pnlPct: number
}

/** What one market day came to. */
export interface DaySummary extends DayTally {
  readonly date: string
  readonly scans: number
  readonly monitors: number
  readonly entries: number
  readonly exits: number
  readonly pnlUsd: number
  readonly trades: readonly TradeSummary[]
}

/** Sums up a day while it is the state's current one: counts from the books, trades from their records. */
export async function daySummary(store: Store, date: ExchangeDate, tally: DayTally): Promise<DaySummary> {
  const { scans, monitors, entries, exits, realized } = await dayTotals(store, date)
  const trades = await tradesOf({ store }, date)
  return {
    date,
    scans,
    monitors,
    ...tally,
    entries,
    exits,
    pnlUsd: toNumber(realized),
    trades: trades.map(summarize),
  }
}

async function dayTotals(store: Store, date: ExchangeDate): Promise<DayTotals> {
  const document = await store.get(STATE_PATH)
  const state = document ? tradingStateSchema.parse(document.value) : initialState(date)
  return state.day.date === date ? state.day : initialState(date).day
}

function summarize(trade: Trade): TradeSummary {
  return {
    symbol: trade.symbol,
    quantity: trade.quantity,
    entryPrice: toNumber(trade.entryPrice),
    exitPrice: toNumber(trade.exitPrice),
    entryTime: iso(trade.entryTime),
    exitTime: iso(trade.exitTime),
    reason: trade.reason,
    pnlUsd: toNumber(trade.pnl),
    pnlPct: Math.round(trade.pnlPct * 100) / 100,
  }
}

function iso(moment: EpochMs): string {
  return new Date(moment).toISOString()
}
