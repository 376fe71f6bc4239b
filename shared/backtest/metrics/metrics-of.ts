import { moneyFromNumber, toNumber } from '../../domain/money.ts'
import type { BacktestTrade } from '../result/backtest-result.ts'
import { benchmarkFigures } from './benchmarks.ts'
import { type Account, checkInput, type MetricsInput } from './check-input.ts'
import { deflatedSharpe } from './deflated-sharpe.ts'
import { maxDrawdown } from './drawdown.ts'
import { edgeVerdict } from './edge-verdict.ts'
import { exposurePct } from './exposure.ts'
import { cagrPct, returnPct, volatilityPct } from './growth.ts'
import type { Metrics } from './metrics.ts'
import { presentFigures } from './present-figures.ts'
import { probabilisticSharpe } from './probabilistic-sharpe.ts'
import { sessionReturns } from './session-returns.ts'
import { annualSharpe } from './session-sharpe.ts'
import { sharpeInterval } from './sharpe-bootstrap.ts'
import { sortinoRatio } from './sortino-ratio.ts'
import { tradeIntervals } from './trade-bootstrap.ts'
import { tradeFigures } from './trade-figures.ts'
import { turnoverAYear } from './turnover.ts'
import { ulcerIndex } from './ulcer-index.ts'
import { valueAtRisk95Pct } from './value-at-risk.ts'

/**
 * Every figure of a backtest from its sessions and its closed trades. The same input gives the same figures. An input
 * that no run can have made (an equity below 0, no trial) is a `RangeError` that names the field.
 */
export function metricsOf(input: MetricsInput): Metrics {
  checkInput(input)
  const { trials } = input
  const trades = input.trades.toSorted((first, second) => first.exitTime - second.exitTime)
  const returns = sessionReturns(input)
  return {
    ...growthFigures(input, returns),
    ...tradeFigures(trades),
    ...benchmarkFigures(input),
    ...uncertainty({ trades, returns, seed: input.seed }),
    ...presentFigures({
      probabilisticSharpe: probabilisticSharpe(returns),
      deflatedSharpe: deflatedSharpe({ returns, trials, deviation: input.trialSharpeDeviation }),
    }),
    trials,
  }
}

function growthFigures(account: Account, returns: readonly number[]) {
  const { startUsd, equity } = account
  const fall = maxDrawdown(account)
  const cagr = cagrPct(account)
  return {
    startUsd,
    endUsd: equity.at(-1)?.equityUsd ?? startUsd,
    returnPct: returnPct(account),
    exposurePct: exposurePct(equity),
    maxDrawdownPct: fall.pct,
    maxDrawdownUsd: toNumber(moneyFromNumber(fall.usd)),
    maxDrawdownSessions: fall.sessions,
    ...presentFigures({
      cagrPct: cagr,
      volatilityPct: volatilityPct(returns),
      sharpe: annualSharpe(returns),
      sortino: sortinoRatio(returns),
      calmar: cagr === undefined || fall.pct === 0 ? undefined : cagr / fall.pct,
      turnoverAYear: turnoverAYear(equity),
      valueAtRisk95Pct: valueAtRisk95Pct(returns),
      ulcerIndex: ulcerIndex(account),
    }),
  }
}

function uncertainty({
  trades,
  returns,
  seed,
}: {
  readonly trades: readonly BacktestTrade[]
  readonly returns: readonly number[]
  readonly seed: number
}): Pick<Metrics, 'bootstrap90' | 'verdict'> {
  const intervals = tradeIntervals(
    trades.map(({ pnl }) => pnl),
    seed,
  )
  const sharpe = sharpeInterval(returns, seed)
  return {
    bootstrap90: { ...intervals, ...(sharpe && { sharpe }) },
    verdict: edgeVerdict(trades.length, intervals.expectancyUsd),
  }
}
