import { z } from 'zod'
import { dateField, idField, instantField, tickerField, usdField } from '../api-field.ts'

export const modeField = z.enum(['DEMO', 'LIVE'])

/** What the broker says of the account now, and what was last made of it. */
export const accountAnswer = z.strictObject({
  mode: modeField,
  broker: z.enum(['simulator', 'sandbox', 'production']),
  armed: z.boolean().meta({ description: 'entries may use real money' }),
  kind: z.string(),
  cash: usdField.exactOptional(),
  settledCash: usdField.exactOptional(),
  buyingPower: usdField.exactOptional(),
  equity: z
    .strictObject({
      latest: usdField,
      highWater: usdField,
      startCapital: usdField,
      netDeposits: usdField,
    })
    .exactOptional()
    .meta({ description: 'absent before the first monitor' }),
})

const positionRow = z.strictObject({
  positionId: z.string(),
  decisionId: z.string(),
  symbol: tickerField,
  name: z.string(),
  quantity: z.number().int(),
  entryPrice: usdField,
  openedAt: instantField,
  price: usdField.exactOptional().meta({ description: 'last trade; absent when nobody knows it' }),
  priceAt: instantField.exactOptional(),
  isPriceOld: z.boolean(),
  profit: usdField.exactOptional(),
  profitPct: z.number().exactOptional(),
  stop: usdField,
  stopKind: z.enum(['initial', 'breakeven', 'trailing', 'surge']),
  target: usdField,
  stopAtBroker: usdField.exactOptional().meta({ description: 'absent: no stop rests at the broker' }),
  nakedSeconds: z.number(),
  highWater: usdField,
  lowWater: usdField,
  leaving: z.string().exactOptional().meta({ description: 'why it is being sold' }),
})

/** Everything that is held, at its latest price. */
export const positionsAnswer = z.strictObject({
  positions: z.array(positionRow),
  problem: z.string().exactOptional().meta({ description: 'why prices are old' }),
})

export const orderRow = z.strictObject({
  intentId: idField,
  decisionId: z.string(),
  orderId: z.string().exactOptional(),
  symbol: tickerField,
  side: z.enum(['BUY', 'SELL']),
  quantity: z.number().int(),
  filledQuantity: z.number().int(),
  averagePrice: usdField.exactOptional(),
  type: z.enum(['MARKET', 'LIMIT', 'STOP']),
  price: usdField.exactOptional(),
  purpose: z.enum(['entry', 'exit', 'stop']),
  reason: z.string().exactOptional(),
  state: z.string(),
  createdAt: instantField,
  submittedAt: instantField.exactOptional(),
  endedAt: instantField.exactOptional(),
  note: z.string().exactOptional(),
})

/** Orders that have not ended, then the latest that have. */
export const ordersAnswer = z.strictObject({ open: z.array(orderRow), ended: z.array(orderRow) })

export const tradeRow = z.strictObject({
  tradeId: z.string(),
  decisionId: z.string(),
  symbol: tickerField,
  mode: modeField,
  simulated: z.boolean(),
  quantity: z.number().int(),
  entryPrice: usdField,
  exitPrice: usdField,
  entryTime: instantField,
  exitTime: instantField,
  fees: usdField,
  profit: usdField,
  profitPct: z.number(),
  minutesHeld: z.number(),
  reason: z.string(),
  favourablePct: z.number(),
  adversePct: z.number(),
  riskMultiple: z.number().exactOptional(),
  score: z.number(),
  strategies: z.array(z.string()),
  nakedSeconds: z.number().exactOptional(),
})

const tradeFigures = z.strictObject({
  trades: z.number().int(),
  wins: z.number().int(),
  losses: z.number().int(),
  winRatePct: z.number().exactOptional(),
  profitFactor: z.number().exactOptional().meta({ description: 'absent without a loss' }),
  profit: usdField,
  expectancy: usdField.exactOptional(),
  best: usdField.exactOptional(),
  worst: usdField.exactOptional(),
  maxDrawdown: usdField,
})

/** Closed trades, newest first, with their figures. */
export const tradesAnswer = z.strictObject({
  date: dateField.exactOptional(),
  statistics: tradeFigures,
  trades: z.array(tradeRow),
})
