import { z } from 'zod'
import { dateField, instantField, tickerField, usdField } from '../api-field.ts'
import { modeField } from './account-answers.ts'

const eventRow = z.strictObject({
  symbol: tickerField,
  date: dateField,
  moment: z.enum(['before-open', 'during-session', 'after-close', 'unknown']),
  kind: z.string(),
  title: z.string().exactOptional(),
  source: z.string(),
  daysAhead: z.number().int(),
  materiality: z.number(),
})

const radarCard = z.strictObject({
  symbol: tickerField,
  rank: z.number().min(0).max(100),
  badge: z.enum(['green', 'amber', 'red']),
  points: z
    .strictObject({
      liquidity: z.number(),
      spread: z.number(),
      expectedMove: z.number(),
      event: z.number(),
    })
    .meta({ description: 'what was added to the 50 points that every symbol has' }),
  bid: usdField,
  ask: usdField,
  last: usdField,
  quoteTime: instantField,
  spreadPct: z.number(),
  averageDailyValue: usdField,
  expectedMovePct: z.number(),
  lastDay: dateField,
  events: z.array(eventRow),
})

/** The catalyst symbols by rank, and those without one with the reason why. */
export const radarAnswer = z.strictObject({
  at: instantField.exactOptional().meta({ description: 'of the look; absent before the first one' }),
  cards: z.array(radarCard),
  unranked: z.array(z.strictObject({ symbol: tickerField, code: z.string(), reason: z.string() })),
  eventProblems: z.array(z.string()).meta({ description: 'why events may be missing' }),
})

/** Events that may move a catalyst symbol. */
export const eventsAnswer = z.strictObject({
  from: dateField,
  to: dateField,
  events: z.array(eventRow),
  problems: z.array(z.string()),
})

const armField = z.enum(['EARNINGS_PRE', 'POST_EVENT_MOMO', 'NEWS_SPIKE', 'REACTIVE', 'SKIP'])

const planAnswer = z.strictObject({
  ticker: tickerField,
  action: z.enum(['BUY', 'SKIP']),
  entryType: z.enum(['LIMIT', 'MARKET']),
  entryPrice: usdField,
  stopPrice: usdField,
  targetPrice: usdField,
  timeoutDays: z.number().int(),
  confidence: z.number(),
  reason: z.string(),
  missingFields: z.array(z.string()),
})

/** A proposal with everything it rests on; nothing is bought by it. */
export const proposalAnswer = z.strictObject({
  decisionId: z.string(),
  at: instantField,
  mode: modeField,
  symbol: tickerField,
  arm: armField,
  playable: z.array(armField),
  drawn: z.record(z.string(), z.number()).meta({ description: 'what each arm drew, in units of reward' }),
  context: z.strictObject({
    version: z.number().int(),
    terms: z.record(z.string(), z.number()).meta({ description: 'each within -1 and 1' }),
    missing: z.array(z.string()),
  }),
  plan: planAnswer,
  planSource: z.enum(['house', 'model', 'fallback']),
  fallbackCode: z.string().exactOptional(),
})

/** The word of the seven guardrails, with the figures that the server read for them. */
export const validationAnswer = z.strictObject({
  decisionId: z.string().exactOptional(),
  at: instantField,
  approved: z.boolean(),
  code: z.string(),
  reason: z.string(),
  quantity: z.number().int(),
  worstEntry: usdField.exactOptional(),
  lossPerShare: usdField.exactOptional(),
  trace: z.array(z.string()),
  context: z.strictObject({
    dailyProfit: usdField.exactOptional(),
    openPositions: z.number().int().exactOptional(),
    averageDailyValue: usdField.exactOptional(),
    bid: usdField.exactOptional(),
    ask: usdField.exactOptional(),
  }),
})

/** What became of a proposal that the owner wants ordered. */
export const orderedAnswer = z.strictObject({
  decisionId: z.string(),
  outcome: z.enum(['order', 'refused']),
  reason: z.string(),
  quantity: z.number().int(),
  limit: usdField.exactOptional(),
})

/** What became of the wish to cancel an order. */
export const cancelledAnswer = z.strictObject({
  intentId: z.string(),
  state: z.string().meta({ description: 'of the order after it' }),
  detail: z.string(),
})

/** What the bandit learned from one decision. */
export const rewardedAnswer = z.strictObject({
  decisionId: z.string(),
  status: z.enum(['applied', 'duplicate_ignored', 'no_update', 'pending']),
  detail: z.string(),
  riskMultiple: z.number().exactOptional(),
  reward: z.number().exactOptional(),
})

/** Each arm: what it has learned and what it promises. */
export const banditStatsAnswer = z.strictObject({
  contextVersion: z.number().int(),
  rewards: z.number().int(),
  basis: z.string().meta({ description: 'the context that the outlooks are for' }),
  arms: z.array(
    z.strictObject({
      arm: armField,
      updates: z.number().int(),
      mean: z.number(),
      low: z.number().meta({ description: 'of the 90 % interval' }),
      high: z.number(),
    }),
  ),
})

/** The latest rewards, newest first. */
export const banditLogsAnswer = z.strictObject({
  rewards: z.array(
    z.strictObject({
      decisionId: z.string(),
      at: instantField,
      arm: armField,
      riskMultiple: z.number(),
      reward: z.number(),
    }),
  ),
})
