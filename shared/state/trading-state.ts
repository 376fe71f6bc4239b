import { z } from 'zod'
import { type DayUsage, dayUsageSchema } from '../cost/day-usage.ts'
import type { IntentId, Ticker } from '../domain/ids.ts'
import { type Money, ZERO } from '../domain/money.ts'
import type { Position } from '../domain/position.ts'
import type { UnfilledEntry } from '../orders/chase.ts'
import { isResting, type OrderRecord } from '../orders/order-record.ts'
import { type Breaker, breakerSchema } from '../pacing/breaker.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'
import {
  dateSchema,
  instantSchema,
  moneySchema,
  orderRecordSchema,
  positionSchema,
} from './document-schemas.ts'
import { type LogEnd, logEndSchema } from './event-log.ts'
import { type MessageState, messageStateSchema, NO_MESSAGES } from './message-state.ts'
import { NO_OWNER_ORDERS, type OwnerState, ownerStateSchema } from './owner-state.ts'
import { NO_RISK_HISTORY, type RiskState, riskOnDate, riskStateSchema } from './risk-state.ts'

/** What happened in one symbol today, for cooldowns and the entries-a-day limit. */
export interface SymbolDay {
  readonly entries: number
  readonly lastExitAt?: EpochMs
  readonly lastStopOutAt?: EpochMs
  /** Since an entry came to nothing, until one is filled. */
  readonly unfilled?: UnfilledEntry
}

/** The jobs of a session whose silence is an alarm. */
export type WatchedJob = 'signal-scan' | 'position-monitor'

/** Counts and cash movements of one exchange day. Bought, sold and fees are sums over fills. */
export interface DayTotals {
  readonly date: ExchangeDate
  readonly scans: number
  readonly monitors: number
  readonly entries: number
  readonly exits: number
  readonly wins: number
  readonly realized: Money
  readonly bought: Money
  readonly sold: Money
  readonly fees: Money
  /** Absent where nobody counts it. */
  readonly usage?: DayUsage
}

/**
 * The one document on which entries are decided: what is held, what is under way, what happened today. Every batch
 * that changes it is guarded by its version, so that no decision rests on a state that somebody else has changed.
 */
export interface TradingState {
  readonly day: DayTotals
  readonly symbols: Readonly<Record<string, SymbolDay>>
  /** Open positions by symbol. */
  readonly positions: Readonly<Record<string, Position>>
  /** Unresolved orders by intent. */
  readonly orders: Readonly<Record<string, OrderRecord>>
  /** Alerts in the outbox that nobody has delivered yet, oldest first. */
  readonly pendingAlerts: readonly string[]
  readonly messages: MessageState
  /** Numbers the intents of the day. */
  readonly sequence: number
  readonly risk: RiskState
  readonly owner: OwnerState
  /** The end of the event log; absent before its first entry. */
  readonly log?: LogEnd
  /** When the jobs that money depends on last ran, for whoever watches them. */
  readonly lastRuns: Readonly<Partial<Record<WatchedJob, EpochMs>>>
  /** Last time the broker accepted our token, over all instances. */
  readonly tokenUsedAt?: EpochMs
  /** What the owner was last told about the token, so that it is told once. */
  readonly tokenAlert?: string
  /** Alerts of the day that are raised once however often their cause is seen. */
  readonly told: readonly string[]
  /** Absent while the broker answers. */
  readonly brokerBreaker?: Breaker
}

const symbolDaySchema = z.strictObject({
  entries: z.number().int().min(0),
  lastExitAt: instantSchema.exactOptional(),
  lastStopOutAt: instantSchema.exactOptional(),
  unfilled: z.strictObject({ limit: moneySchema, at: instantSchema }).exactOptional(),
}) satisfies z.ZodType<SymbolDay>

export const dayTotalsSchema = z.strictObject({
  date: dateSchema,
  scans: z.number().int(),
  monitors: z.number().int(),
  entries: z.number().int(),
  exits: z.number().int(),
  wins: z.number().int(),
  realized: moneySchema,
  bought: moneySchema,
  sold: moneySchema,
  fees: moneySchema,
  usage: dayUsageSchema.exactOptional(),
}) satisfies z.ZodType<DayTotals>

export const tradingStateSchema = z.strictObject({
  day: dayTotalsSchema,
  symbols: z.record(z.string(), symbolDaySchema),
  positions: z.record(z.string(), positionSchema),
  orders: z.record(z.string(), orderRecordSchema),
  pendingAlerts: z.array(z.string()),
  messages: messageStateSchema.default(NO_MESSAGES),
  sequence: z.number().int().min(0),
  risk: riskStateSchema.default(NO_RISK_HISTORY),
  owner: ownerStateSchema.default(NO_OWNER_ORDERS),
  log: logEndSchema.exactOptional(),
  lastRuns: z
    .strictObject({
      'signal-scan': instantSchema.exactOptional(),
      'position-monitor': instantSchema.exactOptional(),
    })
    .default({}),
  tokenUsedAt: instantSchema.exactOptional(),
  tokenAlert: z.string().exactOptional(),
  told: z.array(z.string()).default([]),
  brokerBreaker: breakerSchema.exactOptional(),
}) satisfies z.ZodType<TradingState>

/** As much of a stored state as somebody who only watches the jobs reads. */
export const runsSeenSchema = z.object({
  lastRuns: tradingStateSchema.shape.lastRuns,
  told: tradingStateSchema.shape.told,
})

/** The state of an account that has never traded. */
export function initialState(date: ExchangeDate): TradingState {
  return {
    day: emptyDay(date),
    symbols: {},
    positions: {},
    orders: {},
    pendingAlerts: [],
    messages: NO_MESSAGES,
    sequence: 0,
    risk: NO_RISK_HISTORY,
    owner: NO_OWNER_ORDERS,
    lastRuns: {},
    told: [],
  }
}

/** Starts the counts of a new day; positions and orders stay what they are. */
export function onDate(state: TradingState, date: ExchangeDate): TradingState {
  if (state.day.date === date) return state
  return {
    ...state,
    day: emptyDay(date),
    symbols: {},
    sequence: 0,
    told: [],
    risk: riskOnDate(state.risk, date),
  }
}

function emptyDay(date: ExchangeDate): DayTotals {
  return {
    date,
    scans: 0,
    monitors: 0,
    entries: 0,
    exits: 0,
    wins: 0,
    realized: ZERO,
    bought: ZERO,
    sold: ZERO,
    fees: ZERO,
  }
}

/** True when an order for this symbol is under way or its outcome is not known; nothing else may be sent for it. */
export function hasUnresolvedOrder(state: TradingState, symbol: Ticker): boolean {
  return Object.values(state.orders).some((order) => order.symbol === symbol)
}

/**
 * True while an order for this symbol, or for any, is on its way in or out: what the broker says of shares and cash may
 * be of another moment than our books. A stop that rests is not on its way.
 */
export function isInFlux({ orders }: Pick<TradingState, 'orders'>, symbol?: Ticker): boolean {
  return Object.values(orders).some(
    (order) =>
      (symbol === undefined || order.symbol === symbol) &&
      !(order.purpose.kind === 'stop' && isResting(order)),
  )
}

/** The unresolved orders of a symbol, at most one on each side. */
export function ordersOf(
  state: Pick<TradingState, 'orders'>,
  symbol: Ticker,
): { readonly buy: OrderRecord | undefined; readonly sell: OrderRecord | undefined } {
  const own = Object.values(state.orders).filter((order) => order.symbol === symbol)
  return { buy: own.find(({ side }) => side === 'BUY'), sell: own.find(({ side }) => side === 'SELL') }
}

/** Remembers that a watched job runs now. */
export function withRun(state: TradingState, job: WatchedJob, now: EpochMs): TradingState {
  return { ...state, lastRuns: { ...state.lastRuns, [job]: now } }
}

export function withPosition(state: TradingState, position: Position): TradingState {
  return { ...state, positions: { ...state.positions, [position.symbol]: position } }
}

export function withOrder(state: TradingState, order: OrderRecord): TradingState {
  return { ...state, orders: { ...state.orders, [order.intentId]: order } }
}

export function withoutPosition(state: TradingState, symbol: Ticker): TradingState {
  const { [symbol]: _, ...positions } = state.positions
  return { ...state, positions }
}

export function withoutOrder(state: TradingState, intentId: IntentId): TradingState {
  const { [intentId]: _, ...orders } = state.orders
  return { ...state, orders }
}
