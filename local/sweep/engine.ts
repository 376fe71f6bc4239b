import type { BacktestChoice } from '../backtest/backtest-choice.ts'
import type { OpenedBacktest } from '../backtest/open-backtest.ts'

/** What the trials of a sweep run on: plain JSON, so that every process can open its own. */
export type SweepMarket = BacktestChoice

/** What a sweep uses of an opened market. */
export type OpenedEngine = Pick<OpenedBacktest, 'dates' | 'run'>

/** The module that runs backtests: that of `openbell backtest`, or one that a test hands in. */
export interface Engine {
  openBacktest(choice: SweepMarket): OpenedEngine
}
