import { type Money, toNumber } from '../../domain/money.ts'
import { exchangeDate } from '../../time/exchange-time.ts'
import type { EpochMs } from '../../time/instant.ts'
import { type Audit, joinAudits } from '../audit/audit.ts'
import { auditData } from '../audit/audit-data.ts'
import { auditRun } from '../audit/audit-run.ts'
import { prefixInvariance } from '../audit/prefix-invariance.ts'
import { warmUp } from '../audit/warm-up.ts'
import type { BarSeries } from '../bars/bar-series.ts'
import type { CostModel } from '../costs/cost-model.ts'
import { metricsOf } from '../metrics/metrics-of.ts'
import type { BacktestResult } from '../result/backtest-result.ts'
import { isBelievable } from '../result/is-believable.ts'
import type { BarStrategy } from './bar-strategy.ts'
import { ruleDecisions } from './rule-decisions.ts'
import { runStrategy, type StrategyRun } from './run-strategy.ts'

const CUTS = 12
/** The rules are tried again on so many symbols; more of them would find the same. */
const AUDITED_SYMBOLS_MAX = 4

/** A strategy with its bars and its account. */
export interface StrategyRequest {
  readonly strategy: BarStrategy
  readonly series: readonly BarSeries[]
  readonly interval: BarSeries['interval']
  readonly costs: CostModel
  readonly startCash: Money
  readonly occasion: { readonly label: string; readonly seed: number; readonly version: string }
}

/** Runs a user's own strategy, audits it, and puts it into figures as the product's own rules are. */
export async function strategyResult(request: StrategyRequest): Promise<BacktestResult> {
  const { occasion, startCash } = request
  const run = runStrategy(request)
  const audit = joinAudits([await auditRules(request), auditData(request.series), auditRun(run.record)])
  const { seed } = occasion
  const startUsd = toNumber(startCash)
  const { equity, trades } = run
  const metrics = isBelievable(audit) && metricsOf({ startUsd, equity, trades, trials: 1, seed })
  return {
    format: 'openbell-backtest/1',
    about: aboutOf(request, run),
    audit: { checks: [...audit.checks], findings: [...audit.findings] },
    ...(metrics && { metrics }),
    equity: [...equity],
    trades: [...trades],
    candles: [],
    funnel: { judged: run.totals.bars, entered: run.totals.orders, refusals: {} },
    notes: notesOf(run),
  }
}

/** That the rules look neither ahead nor back too little, on the longest series. */
async function auditRules(request: StrategyRequest): Promise<Audit> {
  const series = request.series
    .toSorted((one, other) => other.length - one.length)
    .slice(0, AUDITED_SYMBOLS_MAX)
  const { strategy } = request
  const run = (bars: readonly BarSeries[]) => ruleDecisions(strategy, bars)
  return joinAudits([
    await prefixInvariance({ run, series, cuts: cutsOf(series) }),
    await warmUp({ run, series, warmUpBars: Math.max(1, strategy.warmUpBars) }),
  ])
}

/** Starts of bars, evenly over the longest series. */
function cutsOf([longest]: readonly BarSeries[]): readonly EpochMs[] {
  if (!longest) return []
  const step = longest.length / (CUTS + 1)
  return Array.from({ length: CUTS }, (_, cut) => longest.time[Math.floor(step * (cut + 1))] as EpochMs)
}

function aboutOf(
  { strategy, series, interval, costs, startCash, occasion }: StrategyRequest,
  { totals, equity }: StrategyRun,
): BacktestResult['about'] {
  const times = series.flatMap(({ time, length }) => [time[0], time[length - 1]])
  const known = times.filter((time) => time !== undefined) as EpochMs[]
  return {
    label: occasion.label,
    strategy: strategy.name,
    interval,
    from: equity[0]?.date ?? exchangeDate(Math.min(...known) as EpochMs),
    to: equity.at(-1)?.date ?? exchangeDate(Math.max(...known) as EpochMs),
    sessions: totals.sessions,
    symbols: series.map(({ symbol }) => symbol),
    bars: totals.bars,
    seed: occasion.seed,
    fills: 'next-bar',
    costs,
    startCashUsd: toNumber(startCash),
    settings: {},
    version: occasion.version,
  }
}

function notesOf({ totals: { barsOutsideSession, leftOvernight } }: StrategyRun): string[] {
  return [
    ...(barsOutsideSession > 0
      ? [`${barsOutsideSession} bars outside the regular session were passed over`]
      : []),
    ...(leftOvernight > 0 ? [`${leftOvernight} positions could not be sold at a close`] : []),
  ]
}
