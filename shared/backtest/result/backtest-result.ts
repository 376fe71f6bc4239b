import { z } from 'zod'
import { findingSchema } from '../audit/finding.ts'
import { costModelSchema } from '../costs/cost-model.ts'
import { metricsSchema } from '../metrics/metrics.ts'

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** What was run: enough to run it again and get the same bytes. */
const aboutSchema = z.strictObject({
  /** In words, e.g. "recorded market market-data, 31 symbols". */
  label: z.string(),
  /** `openbell` for the product's own rules, else the name of the strategy file. */
  strategy: z.string(),
  interval: z.enum(['minute', 'day']),
  from: date,
  to: date,
  sessions: z.number().int().min(0),
  symbols: z.array(z.string()),
  bars: z.number().int().min(0),
  seed: z.number().int(),
  /** `next-bar`: no order trades before the print after it, with spread, slippage and fees. `as-quoted`: like DEMO. */
  fills: z.enum(['next-bar', 'as-quoted']),
  costs: costModelSchema,
  startCashUsd: z.number().positive(),
  /** Settings that differ from the defaults, by their dotted name. */
  settings: z.record(z.string(), z.unknown()),
  version: z.string(),
})

/** The account at the end of one session. Percent means percent. */
const equityPointSchema = z.strictObject({
  date,
  equityUsd: z.number(),
  /** The lowest the equity was within the session. */
  lowUsd: z.number(),
  /** Mean share of the equity that was in positions over the session. */
  exposurePct: z.number(),
  /** Bought and sold for. */
  tradedUsd: z.number(),
  /** Close of SPY; absent where the data have none. */
  spyClose: z.number().exactOptional(),
  /** Worth of the start cash spread evenly over all symbols at the first session and held. */
  buyAndHoldUsd: z.number().exactOptional(),
})

/** One closed trade. Prices and amounts in USD with up to four decimals, moments in epoch milliseconds. */
const backtestTradeSchema = z.strictObject({
  id: z.string(),
  symbol: z.string(),
  quantity: z.number().int().positive(),
  entryTime: z.number(),
  exitTime: z.number(),
  entryPrice: z.number(),
  exitPrice: z.number(),
  fees: z.number(),
  /** What spread and slippage cost against the middle of the quotes; absent where it is not known. */
  slippageUsd: z.number().exactOptional(),
  pnl: z.number(),
  pnlPct: z.number(),
  /** Exit reason of the ledger, or a word of the strategy. */
  reason: z.string(),
  strategies: z.array(z.string()),
  score: z.number().exactOptional(),
  /** Furthest for and against the position, in percent of the entry price. */
  favourablePct: z.number(),
  adversePct: z.number(),
  /** P&L in multiples of what the initial stop put at risk. */
  riskMultiple: z.number().exactOptional(),
  minutesHeld: z.number(),
})

/** The bars round a trade, for its picture. */
const tradeCandlesSchema = z.strictObject({
  tradeId: z.string(),
  minutesABar: z.number().positive(),
  bars: z.array(
    z.strictObject({
      time: z.number(),
      open: z.number(),
      high: z.number(),
      low: z.number(),
      close: z.number(),
      volume: z.number(),
    }),
  ),
  /** The stop as it was moved: from when on it stood where. */
  stops: z.array(z.strictObject({ time: z.number(), price: z.number() })),
})

/** One thing that is asked for and what was seen of it, in words. */
const conditionSchema = z.strictObject({
  name: z.string(),
  passed: z.boolean(),
  seen: z.string(),
  needed: z.string(),
})

/** How good the entry gate is on made-up days, both ways (spec §8). Percent means percent. */
const gateSchema = z.strictObject({
  /** Made-up days of each kind, and the seed of the first. */
  seeds: z.number().int().positive(),
  firstSeed: z.number().int(),
  /** The gate is measured with the default rules of an entry: false where those of the run differ. */
  hasRulesOfRun: z.boolean(),
  /** Driftless days with an entry. */
  randomWalkPassPct: z.number(),
  /** Planted breakouts entered before half of the move. */
  plantedBreakoutRecallPct: z.number(),
  /** How much of a planted move was over at its entry, 0-1; absent where none was entered. */
  medianEntryFractionOfMove: z.number().exactOptional(),
  /** Positions that the run itself opened, by symbol and session; absent in a run without a headline. */
  entriesPerSymbolDay: z.number().exactOptional(),
  /** The two targets. */
  conditions: z.array(conditionSchema),
})

/** The promotion gate as far as a backtest can know it (spec §17); what it can't know does not pass. */
const promotionSchema = z.strictObject({ promoted: z.boolean(), conditions: z.array(conditionSchema) })

/** One check that ran inside the backtest. */
const checkSchema = z.strictObject({ name: z.string(), looked: z.number().int().min(0) })

/**
 * A whole backtest as it is written to JSON and drawn as a report. `metrics` is there only when no bias and no fault was
 * found: a biased run has no headline.
 */
export const backtestResultSchema = z.strictObject({
  format: z.literal('openbell-backtest/1'),
  about: aboutSchema,
  /** What ran, and what it found; empty findings and some checks mean a clean run. */
  audit: z.strictObject({ checks: z.array(checkSchema), findings: z.array(findingSchema) }),
  metrics: metricsSchema.exactOptional(),
  equity: z.array(equityPointSchema),
  trades: z.array(backtestTradeSchema),
  candles: z.array(tradeCandlesSchema),
  /** How often each reason kept a symbol from being entered, and how many symbol-moments were judged. */
  funnel: z.strictObject({
    judged: z.number().int(),
    entered: z.number().int(),
    refusals: z.record(z.string(), z.number().int()),
  }),
  /** Only where it was asked for. */
  gate: gateSchema.exactOptional(),
  /** As `openbell backtest` tells it; absent where a run has no headline. */
  promotion: promotionSchema.exactOptional(),
  /** What the owner should know about the data, e.g. symbol-days with daily bars only. */
  notes: z.array(z.string()),
})

export type BacktestResult = Readonly<z.infer<typeof backtestResultSchema>>
export type EquityPoint = BacktestResult['equity'][number]
export type BacktestTrade = BacktestResult['trades'][number]
export type TradeCandles = BacktestResult['candles'][number]
export type GateQuality = NonNullable<BacktestResult['gate']>
export type Condition = GateQuality['conditions'][number]
