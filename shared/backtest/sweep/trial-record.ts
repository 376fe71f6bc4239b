import { z } from 'zod'
import { findingSchema } from '../audit/finding.ts'
import { metricsSchema } from '../metrics/metrics.ts'
import { sessionReturns } from '../metrics/session-returns.ts'
import { sessionSharpe } from '../metrics/session-sharpe.ts'
import type { BacktestResult } from '../result/backtest-result.ts'
import { type PlannedRun, windowSchema } from './planned-run.ts'

/** The figures of a backtest that are kept of each trial; everything else can be had again by running it. */
const headlineSchema = metricsSchema.pick({
  returnPct: true,
  cagrPct: true,
  sharpe: true,
  sortino: true,
  maxDrawdownPct: true,
  trades: true,
  wins: true,
  losses: true,
  winRatePct: true,
  profitFactor: true,
  expectancyUsd: true,
  feesUsd: true,
  verdict: true,
})

const runSchema = z.strictObject({
  id: z.string(),
  trial: z.string(),
  settings: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
  window: windowSchema,
})

/** What one backtest of a sweep came to. */
const trialRecordSchema = runSchema.extend({
  /** Absent when a bias or a fault was found: such a run has no headline. */
  headline: headlineSchema.exactOptional(),
  /** Return of each session as a fraction (0.01 = 1 %): Sharpe ratios are deflated when all trials are known. */
  sessionReturns: z.array(z.number()),
  /** Mean ÷ deviation of the session returns, not annual. */
  sessionSharpe: z.number().exactOptional(),
  grossWinUsd: z.number(),
  grossLossUsd: z.number(),
  findings: z.array(findingSchema),
})

/** A backtest that ended with an error; it is tried again by the next run of the same sweep. */
const failedRunSchema = runSchema.extend({ failure: z.string() })

/** One line of a trials file. */
export const trialLineSchema = z.union([failedRunSchema, trialRecordSchema])

export type TrialRecord = Readonly<z.infer<typeof trialRecordSchema>>
export type FailedRun = Readonly<z.infer<typeof failedRunSchema>>
export type TrialLine = TrialRecord | FailedRun

/** What is kept of a backtest. */
export function trialRecord(run: PlannedRun, result: BacktestResult): TrialRecord {
  const returns = sessionReturns({ startUsd: result.about.startCashUsd, equity: result.equity })
  const sharpe = sessionSharpe(returns)
  return {
    ...run,
    ...(result.metrics && { headline: headlineSchema.strip().parse(result.metrics) }),
    sessionReturns: [...returns],
    ...(sharpe !== undefined && { sessionSharpe: sharpe }),
    grossWinUsd: grossUsd(result, (pnl) => pnl > 0),
    grossLossUsd: grossUsd(result, (pnl) => pnl < 0),
    findings: result.audit.findings,
  }
}

/** A bias or a fault makes the figures of a run untrue. */
export function isUntrue({ findings, headline }: TrialRecord): boolean {
  return headline === undefined || findings.some(({ severity }) => severity !== 'warning')
}

function grossUsd({ trades }: BacktestResult, counts: (pnl: number) => boolean): number {
  return trades.reduce((sum, { pnl }) => (counts(pnl) ? sum + Math.abs(pnl) : sum), 0)
}
