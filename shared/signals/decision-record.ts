import { z } from 'zod'
import { type ProposalRecord, proposalRecordSchema } from '../proposals/proposal-record.ts'
import { dateSchema, instantSchema, moneySchema, tickerSchema } from '../state/document-schemas.ts'

/**
 * The stored decisions as an explanation reads them. Fields that a later version adds are passed over, so that a
 * kept store stays readable; a field that is needed and not there is an error that names it.
 */
const reasonSchema = z.object({ code: z.string(), text: z.string() })

const opinionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('vote'), score: z.number(), reasons: z.array(z.string()) }),
  z.object({ kind: z.literal('abstain'), reason: z.string() }),
])

const assessmentSchema = z.object({
  features: z.record(z.string(), z.unknown()),
  opinions: z.array(z.object({ strategy: z.string(), family: z.string(), opinion: opinionSchema })),
  agreement: z.object({ level: z.string(), families: z.array(z.string()), bonus: z.number() }),
  score: z.object({
    total: z.number(),
    parts: z.record(z.string(), z.number()),
    agreementBonus: z.number(),
    missing: z.array(z.string()),
  }),
  tier: z.string(),
  expectedReturnPct: z.number(),
  gates: z.object({ passed: z.boolean(), refusals: z.array(reasonSchema), warnings: z.array(z.string()) }),
})

const riskSchema = z.object({
  approved: z.boolean(),
  code: z.string(),
  reason: z.string(),
  level: z.string(),
  quantity: z.number(),
  limit: moneySchema,
  stop: moneySchema,
  target: moneySchema,
  warnings: z.array(z.string()),
  trace: z.array(z.string()),
})

const common = { date: dateSchema, mode: z.enum(['DEMO', 'LIVE']), symbol: tickerSchema, at: instantSchema }

const entryDecisionSchema = z.object({
  ...common,
  decision: z.enum(['enter', 'refuse']),
  refusals: z.array(reasonSchema),
  assessment: assessmentSchema.optional(),
  risk: riskSchema.optional(),
})

const exitDecisionSchema = z.object({
  ...common,
  decision: z.enum(['move-stop', 'exit']),
  entryDecisionId: z.string(),
  positionId: z.string(),
  quote: z.object({ last: moneySchema, bid: moneySchema, ask: moneySchema, time: instantSchema }),
  before: z.object({
    entryPrice: moneySchema,
    stop: moneySchema,
    stopKind: z.string(),
    target: moneySchema,
    highWater: moneySchema,
    lowWater: moneySchema,
  }),
  market: z.record(z.string(), z.unknown()),
  outcome: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('move-stop'),
      stop: moneySchema,
      stopKind: z.string(),
      surge: z.unknown().optional(),
    }),
    z.object({ kind: z.literal('exit'), reason: z.string() }),
  ]),
})

/** Any recorded decision: about an entry, about a position that is held, or a proposal to trade a catalyst. */
export const decisionRecordSchema = z.discriminatedUnion('decision', [
  entryDecisionSchema,
  exitDecisionSchema,
  proposalRecordSchema,
])

export type EntryDecisionRecord = Readonly<z.infer<typeof entryDecisionSchema>>
export type ExitDecisionRecord = Readonly<z.infer<typeof exitDecisionSchema>>
export type DecisionRecord = EntryDecisionRecord | ExitDecisionRecord | ProposalRecord
export type AssessmentRecord = Readonly<z.infer<typeof assessmentSchema>>
