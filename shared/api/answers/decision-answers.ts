import { z } from 'zod'
import { dateField, instantField, tickerField, usdField } from '../api-field.ts'
import { modeField, orderRow, tradeRow } from './account-answers.ts'

const decisionRow = z.strictObject({
  decisionId: z.string(),
  at: instantField,
  symbol: tickerField,
  mode: modeField,
  kind: z.enum(['entry', 'refusal', 'stop-move', 'exit', 'proposal']),
  headline: z.string(),
})

/** Recorded decisions, newest first. */
export const decisionsAnswer = z.strictObject({ date: dateField, decisions: z.array(decisionRow) })

const stopMove = z.strictObject({
  at: instantField,
  stop: usdField,
  kind: z.enum(['initial', 'breakeven', 'trailing', 'surge']),
})

const rewardAnswer = z.strictObject({
  arm: z.string(),
  riskMultiple: z.number().meta({ description: 'raw R, after costs' }),
  reward: z.number().meta({ description: 'clip(R, -1, 3) / 3' }),
  at: instantField,
})

/** One decision and everything that followed from it: proposed, validated, ordered, filled, rewarded. */
export const decisionAnswer = z.strictObject({
  ...decisionRow.shape,
  steps: z
    .array(z.strictObject({ title: z.string(), lines: z.array(z.string()) }))
    .meta({ description: 'rule, number and data, in the order in which they were asked' }),
  stops: z.array(stopMove).meta({ description: 'where the stop stood while it was held, oldest first' }),
  orders: z.array(orderRow),
  trades: z.array(tradeRow),
  reward: rewardAnswer.exactOptional(),
})
