import { z } from 'zod'
import { planSchema } from '../advisor/plan.ts'
import { ARMS } from '../bandit/arm.ts'
import { radarEventSchema } from '../catalysts/radar-card.ts'
import type { DecisionId, Ticker } from '../domain/ids.ts'
import type { DocumentPath } from '../ports/store.ts'
import { banditContextSchema } from '../state/bandit-state.ts'
import { dateSchema, instantSchema, moneySchema, tickerSchema } from '../state/document-schemas.ts'
import { formatEt } from '../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'

const armSchema = z.enum(ARMS)

/** A plan as it is kept: prices are exact, not the numbers a model writes. */
const keptPlanSchema = z.strictObject({
  ...planSchema.shape,
  ticker: tickerSchema,
  entryPrice: moneySchema,
  stopPrice: moneySchema,
  targetPrice: moneySchema,
  reason: z.string(),
  missingFields: z.array(z.string()),
})

/** Where a plan comes from: our own rules, a model that was asked, or what stands when a plan could not be had. */
const PLAN_SOURCES = ['house', 'model', 'fallback'] as const

const validationSchema = z.strictObject({
  at: instantSchema,
  approved: z.boolean(),
  code: z.string(),
  reason: z.string(),
  quantity: z.number().int().min(0),
  worstEntry: moneySchema.exactOptional(),
  lossPerShare: moneySchema.exactOptional(),
  trace: z.array(z.string()),
  /** As the server read it. */
  context: z.strictObject({
    dailyProfit: moneySchema.exactOptional(),
    openPositions: z.number().int().exactOptional(),
    averageDailyValue: moneySchema.exactOptional(),
    bid: moneySchema.exactOptional(),
    ask: moneySchema.exactOptional(),
  }),
})

/** What became of the order that the owner asked for. */
const orderedSchema = z.strictObject({
  at: instantSchema,
  outcome: z.enum(['order', 'refused']),
  reason: z.string(),
  quantity: z.number().int().min(0),
  limit: moneySchema.exactOptional(),
})

/**
 * One proposal to trade a catalyst, from its facts to its guardrails. It lies among the decisions under its id, as orders, fills and
 * the reward name it.
 */
export const proposalRecordSchema = z.strictObject({
  date: dateSchema,
  mode: z.enum(['DEMO', 'LIVE']),
  symbol: tickerSchema,
  at: instantSchema,
  decision: z.literal('propose'),
  /** False once the bandit has learned from it, or when there is nothing to learn. */
  awaitsReward: z.boolean(),
  arm: armSchema,
  playable: z.array(armSchema),
  /** xᵀw that each arm drew. */
  drawn: z.record(armSchema, z.number()),
  context: banditContextSchema,
  figures: z.record(z.string(), z.number()),
  events: z.array(radarEventSchema),
  quote: z.strictObject({ bid: moneySchema, ask: moneySchema, last: moneySchema, time: instantSchema }),
  averageDailyValue: moneySchema,
  plan: keptPlanSchema,
  planSource: z.enum(PLAN_SOURCES),
  /** Why a plan is the fallback. */
  fallbackCode: z.string().exactOptional(),
  validation: validationSchema.exactOptional(),
  ordered: orderedSchema.exactOptional(),
})

export type ProposalRecord = Readonly<z.infer<typeof proposalRecordSchema>>
export type ProposalValidation = Readonly<z.infer<typeof validationSchema>>

/** The name of a proposal: one for a symbol and second, so that a request that comes twice makes one proposal. */
export function proposalId(
  symbol: Ticker,
  { date, at }: { readonly date: ExchangeDate; readonly at: EpochMs },
) {
  return `${date}-${formatEt(at, 'time-seconds').replaceAll(':', '')}-${symbol}-propose` as DecisionId
}

/** Where a decision lies, a proposal among them. */
export function decisionPath(decisionId: string): DocumentPath {
  return `decisions/${decisionId}`
}
