import { z } from 'zod'

const interval = z.strictObject({ low: z.number(), high: z.number() })

/** A figure that has no meaning here (no trade, no loss, one session) is absent; nothing is filled in. */
const figure = z.number().exactOptional()

/**
 * The figures of a backtest (spec §17). Percent means percent, amounts are USD, durations say their unit. Returns are
 * those of the sessions; a year has 252 of them. No risk-free rate is taken off.
 */
export const metricsSchema = z.strictObject({
  startUsd: z.number(),
  endUsd: z.number(),
  returnPct: z.number(),
  /** Only from 20 sessions on. */
  cagrPct: figure,
  volatilityPct: figure,
  sharpe: figure,
  sortino: figure,
  calmar: figure,
  /** Mean P&L ÷ its deviation × √trades, trades capped at 100 (Van Tharp). */
  sqn: figure,
  exposurePct: z.number(),
  /** Bought and sold for ÷ 2 ÷ mean equity, a year. */
  turnoverAYear: figure,
  maxDrawdownPct: z.number(),
  maxDrawdownUsd: z.number(),
  /** Sessions from the high before the deepest fall until the high was reached again, or until the end. */
  maxDrawdownSessions: z.number().int(),
  /** Loss of a session that is passed on one of twenty, as a positive percentage. */
  valueAtRisk95Pct: figure,
  ulcerIndex: figure,
  trades: z.number().int(),
  wins: z.number().int(),
  losses: z.number().int(),
  winRatePct: figure,
  profitFactor: figure,
  expectancyUsd: figure,
  averageWinUsd: figure,
  averageLossUsd: figure,
  bestUsd: figure,
  worstUsd: figure,
  longestWinStreak: z.number().int(),
  longestLossStreak: z.number().int(),
  averageMinutesHeld: figure,
  /** Means over the trades, in percent of the entry price. */
  maePct: figure,
  mfePct: figure,
  feesUsd: z.number(),
  slippageUsd: z.number(),
  /** Return of buying every symbol evenly and of SPY over the same sessions, where the data have them. */
  buyAndHoldPct: figure,
  spyPct: figure,
  /** 90 % intervals of a bootstrap over trades (profit factor, expectancy) and over sessions (Sharpe). */
  bootstrap90: z.strictObject({
    profitFactor: interval.exactOptional(),
    expectancyUsd: interval.exactOptional(),
    sharpe: interval.exactOptional(),
  }),
  /** Probability that the true Sharpe ratio is above 0 (Bailey and López de Prado 2012). */
  probabilisticSharpe: figure,
  /** The same against the best that this many trials of no skill would show (2014). */
  deflatedSharpe: figure,
  trials: z.number().int().min(1),
  /** `no-edge` while the interval of the expectancy holds 0, `loses` below it, `edge` above it; `too-few-trades` under 30. */
  verdict: z.enum(['edge', 'no-edge', 'loses', 'too-few-trades']),
})

export type Metrics = Readonly<z.infer<typeof metricsSchema>>
