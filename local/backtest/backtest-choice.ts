import type { CostModel } from '../../shared/backtest/costs/cost-model.ts'
import type { MarketChoice } from '../market-source.ts'

/** How a backtest is asked for: the market, the dates, and how orders fill. Plain JSON, so that every thread can open its own. */
export interface BacktestChoice extends MarketChoice {
  /** First and last date that may be traded, YYYY-MM-DD; without them all that the data have. */
  readonly from?: string
  readonly until?: string
  /** At most so many sessions from the first on. */
  readonly sessions?: number
  readonly fills: 'next-bar' | 'as-quoted'
  /** What differs from the default costs. */
  readonly costs: Readonly<Partial<CostModel>>
  /** Without it that of the configuration. */
  readonly startCashUsd?: number
  /** Configuration file (JSON). */
  readonly config?: string
}
