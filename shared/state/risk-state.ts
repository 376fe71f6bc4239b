import { z } from 'zod'
import type { Ticker } from '../domain/ids.ts'
import { add, type Money, subtract, ZERO } from '../domain/money.ts'
import type { Trade } from '../domain/trade.ts'
import type { Fill } from '../ledger/fill.ts'
import { monthStart, weekStart } from '../time/calendar-period.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'
import { dateSchema, instantSchema, moneySchema, tickerSchema } from './document-schemas.ts'

/** Enough for every protection's window at 50 trades a day, the boldest style's limit. */
const RECENT_EXITS_MAX = 250

export const SAFE_MODE_REASONS = [
  'daily-loss',
  'drawdown',
  'system-error',
  'clock-skew',
  'reconciliation-mismatch',
  'unexpected-short',
  'manual',
  'paused',
  'killed',
] as const

/** Why no entry is made until further notice. */
export type SafeModeReason = (typeof SAFE_MODE_REASONS)[number]

/** What the owner halts by a command, and ends by /resume. */
export const OWNERS_HALTS: ReadonlySet<SafeModeReason> = new Set(['paused', 'killed'])

/** One reason that keeps safe mode on; each ends by a rule of its own. */
export interface SafeModeTrip {
  readonly reason: SafeModeReason
  /** What was seen, in words for the owner. */
  readonly detail: string
  readonly at: EpochMs
  readonly date: ExchangeDate
  /** Cycles in a row since then that found nothing wrong. */
  readonly healthyCycles: number
  readonly ownerConfirmed: boolean
}

/** What the account was worth when it was last seen without an order under way. */
export interface EquityRecord {
  readonly startCapital: Money
  /** Paid in less paid out since the start. */
  readonly netDeposits: Money
  /** The highest equity so far; a deposit or a withdrawal moves it by its own amount. */
  readonly highWater: Money
  readonly latest: Money
  readonly cash: Money
  /** `RiskState.cashMoved` at that look. */
  readonly cashMoved: Money
}

/** Realised P&L since a week or a month began. */
interface PeriodTotal {
  readonly from: ExchangeDate
  readonly realized: Money
}

/** The part of a closed trade that limits and protections look back on. */
export interface RecentExit {
  readonly symbol: Ticker
  readonly at: EpochMs
  readonly date: ExchangeDate
  readonly pnl: Money
  readonly pnlPct: number
  readonly stopOut: boolean
}

/** What the risk gate remembers beyond the day. */
export interface RiskState {
  /** Safe mode is on while this has an entry. */
  readonly safeMode: readonly SafeModeTrip[]
  /** Absent until the account was seen without an order under way. */
  readonly equity?: EquityRecord
  /** Sum of all fills: sold less bought less fees. Cash that moved otherwise was paid in or out. */
  readonly cashMoved: Money
  /** Absent until the first exit of the week and of the month. */
  readonly week?: PeriodTotal
  readonly month?: PeriodTotal
  /** Losing trades in a row today; a new day starts afresh, as a locked house could never win again. */
  readonly lossesInRow: number
  readonly winsInRow: number
  /** Oldest first. */
  readonly recentExits: readonly RecentExit[]
}

/** A house that has never traded; also what a document from before these figures is read as. */
export const NO_RISK_HISTORY: RiskState = {
  safeMode: [],
  cashMoved: ZERO,
  lossesInRow: 0,
  winsInRow: 0,
  recentExits: [],
}

const count = z.number().int().min(0)
const periodSchema = z.strictObject({ from: dateSchema, realized: moneySchema })

export const riskStateSchema: z.ZodType<RiskState> = z.strictObject({
  safeMode: z.array(
    z.strictObject({
      reason: z.enum(SAFE_MODE_REASONS),
      detail: z.string(),
      at: instantSchema,
      date: dateSchema,
      healthyCycles: count,
      ownerConfirmed: z.boolean(),
    }),
  ),
  equity: z
    .strictObject({
      startCapital: moneySchema,
      netDeposits: moneySchema,
      highWater: moneySchema,
      latest: moneySchema,
      cash: moneySchema,
      cashMoved: moneySchema,
    })
    .exactOptional(),
  cashMoved: moneySchema,
  week: periodSchema.exactOptional(),
  month: periodSchema.exactOptional(),
  lossesInRow: count,
  winsInRow: count,
  recentExits: z.array(
    z.strictObject({
      symbol: tickerSchema,
      at: instantSchema,
      date: dateSchema,
      pnl: moneySchema,
      pnlPct: z.number(),
      stopOut: z.boolean(),
    }),
  ),
})

/** Drops what belongs to a day, a week or a month that is over. */
export function riskOnDate(risk: RiskState, date: ExchangeDate): RiskState {
  const { week, month, ...rest } = risk
  return {
    ...rest,
    lossesInRow: 0,
    ...(week?.from === weekStart(date) && { week }),
    ...(month?.from === monthStart(date) && { month }),
  }
}

/** Counts the cash that a fill moved. */
export function riskAfterFill(risk: RiskState, { side, notional, fees }: Fill): RiskState {
  const moved = side === 'BUY' ? subtract(risk.cashMoved, notional) : add(risk.cashMoved, notional)
  return { ...risk, cashMoved: subtract(moved, fees) }
}

/** Counts a closed trade. */
export function riskAfterTrade(risk: RiskState, trade: Trade, date: ExchangeDate): RiskState {
  const { symbol, exitTime: at, pnl, pnlPct } = trade
  const exit: RecentExit = { symbol, at, date, pnl, pnlPct, stopOut: trade.reason === 'STOP_LOSS' }
  return {
    ...risk,
    week: periodAfter(risk.week, weekStart(date), pnl),
    month: periodAfter(risk.month, monthStart(date), pnl),
    lossesInRow: pnl < 0 ? risk.lossesInRow + 1 : 0,
    winsInRow: pnl > 0 ? risk.winsInRow + 1 : 0,
    recentExits: [...risk.recentExits, exit].slice(-RECENT_EXITS_MAX),
  }
}

function periodAfter(period: PeriodTotal | undefined, from: ExchangeDate, pnl: Money): PeriodTotal {
  return { from, realized: period?.from === from ? add(period.realized, pnl) : pnl }
}
