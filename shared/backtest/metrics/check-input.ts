import { type Money, toNumber } from '../../domain/money.ts'
import type { BacktestTrade, EquityPoint } from '../result/backtest-result.ts'

/** What an account began with and where each session left it. */
export interface Account {
  readonly startUsd: number
  /** One point a session, oldest first. */
  readonly equity: readonly EquityPoint[]
}

/** What the figures of a backtest are worked out from. */
export interface MetricsInput extends Account {
  readonly trades: readonly BacktestTrade[]
  /** Runs that were made to find this one, itself included. */
  readonly trials: number
  /** Of the bootstrap. */
  readonly seed: number
  /** Deviation of the trials' Sharpe ratios per session, not a year's: mean ÷ deviation of their session returns. */
  readonly trialSharpeDeviation?: number | undefined
}

const SMALLEST_USD = toNumber(1 as Money)
const LARGEST_USD = toNumber(Number.MAX_SAFE_INTEGER as Money)

/** Throws a `RangeError` for what no run can have made: an account that buys with its own cash never owes. */
export function checkInput({
  startUsd,
  equity,
  trades,
  trials,
  seed,
  trialSharpeDeviation,
}: MetricsInput): void {
  requireWithin('startUsd', startUsd, SMALLEST_USD)
  for (const { date, equityUsd, lowUsd, exposurePct, tradedUsd } of equity)
    for (const [name, seen] of Object.entries({ equityUsd, lowUsd, exposurePct, tradedUsd }))
      requireWithin(`${name} of session ${date}`, seen, 0)
  for (const { id, pnl, fees } of trades) {
    requireWithin(`pnl of trade ${id}`, pnl, -LARGEST_USD)
    requireWithin(`fees of trade ${id}`, fees, -LARGEST_USD)
  }
  requireWithin('trialSharpeDeviation', trialSharpeDeviation ?? 0, 0)
  requireWhole('trials', trials, 1)
  requireWhole('seed', seed, Number.MIN_SAFE_INTEGER)
}

function requireWithin(field: string, seen: number, min: number): void {
  if (!(seen >= min && seen <= LARGEST_USD))
    throw new RangeError(`${field} is ${seen}; allowed: ${min} to ${LARGEST_USD}`)
}

function requireWhole(field: string, seen: number, min: number): void {
  if (!Number.isSafeInteger(seen) || seen < min)
    throw new RangeError(`${field} is ${seen}; allowed: a whole number from ${min} on`)
}
