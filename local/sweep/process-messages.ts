import type { PlannedRun } from '../../shared/backtest/sweep/planned-run.ts'
import type { TrialLine } from '../../shared/backtest/sweep/trial-record.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import type { SweepMarket } from './engine.ts'

/** What a process begins with. */
export interface ProcessSetup {
  /** Address of the module that runs backtests. */
  readonly engine: string
  readonly market: SweepMarket
}

/** One run for a process; `trials` is how many the whole sweep tries. */
export interface ProcessTask {
  readonly run: PlannedRun
  readonly trials: number
}

/** What a process says: first whether it could open the market, then of each run how far it is and what it came to. */
export type ProcessAnswer =
  | { readonly kind: 'opened'; readonly dates: readonly ExchangeDate[] }
  | { readonly kind: 'refused'; readonly message: string; readonly exitCode: 1 | 2 }
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'ended'; readonly line: TrialLine }
