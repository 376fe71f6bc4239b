import { z } from 'zod'
import type {
  ClientOrderId,
  DecisionId,
  IntentId,
  OrderId,
  PositionId,
  Ticker,
  TradeId,
} from '../domain/ids.ts'
import type { Money } from '../domain/money.ts'
import type { OrderPricing } from '../domain/order.ts'
import type { DoubtedJump, EntryPlan, ExitWatch, Position } from '../domain/position.ts'
import type { QuotedSpread, Slippage } from '../domain/slippage.ts'
import type { ExitReason, Trade } from '../domain/trade.ts'
import type { OrderPurpose, OrderRecord } from '../orders/order-record.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'

/**
 * What our own documents must look like when they come back from a store. Each schema is tied to its domain type,
 * so that a field added to one and forgotten in the other does not compile.
 */
const text = <Id extends string>() => z.string().min(1) as unknown as z.ZodType<Id>

export const moneySchema = z.number().int() as unknown as z.ZodType<Money>
export const instantSchema = z.number().int() as unknown as z.ZodType<EpochMs>
export const dateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/) as unknown as z.ZodType<ExchangeDate>
export const tickerSchema = text<Ticker>()

const exitReasonSchema: z.ZodType<ExitReason> = z.enum([
  'STOP_LOSS',
  'BREAKEVEN_STOP',
  'TRAILING_STOP',
  'TAKE_PROFIT',
  'RSI_WEAKNESS',
  'TIME_LIMIT',
  'LOW_VOLUME',
  'SELLING_SURGE',
  'PARTIAL_PROFIT',
  'END_OF_DAY',
  'UNPROTECTED',
  'OWNER',
])

const slippageSchema: z.ZodType<Slippage> = z.strictObject({ modelled: moneySchema, realised: moneySchema })

const quotedSpreadSchema: z.ZodType<QuotedSpread> = z.strictObject({ bid: moneySchema, ask: moneySchema })

const count = z.number().int().min(0)

const probabilitySchema = z.number().min(0).max(1)

const entryPlanSchema: z.ZodType<EntryPlan> = z.strictObject({
  decisionId: text<DecisionId>(),
  stop: moneySchema,
  target: moneySchema,
  score: z.number(),
  winProbability: probabilitySchema.exactOptional(),
  tier: z.string(),
  expectation: z.string(),
  strategies: z.array(z.string()),
  corrGroup: z.string(),
  name: z.string(),
})

const exitWatchSchema: z.ZodType<ExitWatch> = z.strictObject({
  price: moneySchema,
  quoteTime: instantSchema,
  weakRsiLooks: z.number().int().min(0),
  quietSince: instantSchema.exactOptional(),
})

const doubtedJumpSchema: z.ZodType<DoubtedJump> = z.strictObject({
  price: moneySchema,
  quoteTime: instantSchema,
})

export const positionSchema: z.ZodType<Position> = z.strictObject({
  positionId: text<PositionId>(),
  symbol: tickerSchema,
  plan: entryPlanSchema,
  openedAt: instantSchema,
  changedAt: instantSchema,
  boughtQuantity: z.number().int().positive(),
  soldQuantity: z.number().int().min(0),
  cost: moneySchema,
  proceeds: moneySchema,
  fees: moneySchema,
  slippage: slippageSchema.exactOptional(),
  stop: moneySchema,
  stopKind: z.enum(['initial', 'breakeven', 'trailing', 'surge']),
  highWater: moneySchema,
  lowWater: moneySchema,
  watch: exitWatchSchema.exactOptional(),
  doubtedJump: doubtedJumpSchema.exactOptional(),
  exiting: z
    .strictObject({ reason: exitReasonSchema, attempts: count, quoted: quotedSpreadSchema })
    .exactOptional(),
  reducing: z
    .strictObject({ quantity: z.number().int().positive(), quoted: quotedSpreadSchema })
    .exactOptional(),
  cover: z.strictObject({
    nakedSince: instantSchema.exactOptional(),
    nakedMs: count,
    triedAt: instantSchema.exactOptional(),
  }),
})

const pricingSchema: z.ZodType<OrderPricing> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('MARKET') }),
  z.strictObject({ type: z.literal('LIMIT'), limit: moneySchema }),
  z.strictObject({ type: z.literal('STOP'), stop: moneySchema }),
])

const purposeSchema: z.ZodType<OrderPurpose> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('entry'), positionId: text<PositionId>(), plan: entryPlanSchema }),
  z.strictObject({ kind: z.literal('exit'), positionId: text<PositionId>(), reason: exitReasonSchema }),
  z.strictObject({ kind: z.literal('stop'), positionId: text<PositionId>() }),
])

export const orderRecordSchema: z.ZodType<OrderRecord> = z.strictObject({
  intentId: text<IntentId>(),
  clientOrderId: text<ClientOrderId>(),
  decisionId: text<DecisionId>(),
  symbol: tickerSchema,
  side: z.enum(['BUY', 'SELL']),
  quantity: z.number().int().positive(),
  pricing: pricingSchema,
  purpose: purposeSchema,
  state: z.enum([
    'INTENT',
    'PREVIEWED',
    'SUBMITTING',
    'SUBMITTED',
    'PARTIAL',
    'UNKNOWN',
    'FILLED',
    'CANCELLED',
    'REJECTED',
    'EXPIRED',
  ]),
  createdAt: instantSchema,
  quoted: quotedSpreadSchema.exactOptional(),
  filledQuantity: z.number().int().min(0),
  filledNotional: moneySchema,
  fees: moneySchema,
  submittedAt: instantSchema.exactOptional(),
  orderId: text<OrderId>().exactOptional(),
  cancelTriedAt: instantSchema.exactOptional(),
  cancelRequestedAt: instantSchema.exactOptional(),
  replacedBy: text<OrderId>().exactOptional(),
  endedAt: instantSchema.exactOptional(),
  note: z.string().exactOptional(),
})

export const tradeSchema: z.ZodType<Trade> = z.strictObject({
  tradeId: text<TradeId>(),
  decisionId: text<DecisionId>(),
  symbol: tickerSchema,
  quantity: z.number().int().positive(),
  entryPrice: moneySchema,
  exitPrice: moneySchema,
  entryTime: instantSchema,
  exitTime: instantSchema,
  fees: moneySchema,
  slippage: slippageSchema.exactOptional(),
  pnl: moneySchema,
  pnlPct: z.number(),
  minutesHeld: z.number(),
  nakedSeconds: z.number().exactOptional(),
  reason: exitReasonSchema,
  favourablePct: z.number(),
  adversePct: z.number(),
  riskMultiple: z.number().exactOptional(),
  score: z.number(),
  winProbability: probabilitySchema.exactOptional(),
  strategies: z.array(z.string()),
  mode: z.enum(['DEMO', 'LIVE']),
  simulated: z.boolean(),
})
