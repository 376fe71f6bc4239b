import { costModelSchema } from '../../../shared/backtest/costs/cost-model.ts'
import { openbellResult } from '../../../shared/backtest/engine/openbell-result.ts'
import { type BacktestRun, runBacktest } from '../../../shared/backtest/engine/run-backtest.ts'
import type { BacktestSetup } from '../../../shared/backtest/engine/setup.ts'
import type { BacktestResult } from '../../../shared/backtest/result/backtest-result.ts'
import { parseConfig } from '../../../shared/config/config.ts'
import { moneyFromNumber } from '../../../shared/domain/money.ts'
import { type WalkChoice, walkMarket } from './walk-market.ts'

/** A lower score than the default one: more trades say more about whether any of them earns. */
const CONFIG = parseConfig({ entry: { scoreMin: { standard: 0.75 } } })
const START_CASH = moneyFromNumber(100_000)

/** The product's own rules over walks, with the costs of `openbell backtest`. */
export function walkSetup(choice: WalkChoice): BacktestSetup {
  return {
    ...walkMarket(choice),
    config: CONFIG,
    namedByOwner: true,
    calendar: [],
    startCash: START_CASH,
    fills: 'next-bar',
    costs: costModelSchema.parse({}),
    judge: 'quick',
  }
}

/** A run as the command puts it into figures, after its audit. */
export function walkResult(setup: BacktestSetup, run: BacktestRun, seed: number): Promise<BacktestResult> {
  return openbellResult(setup, run, {
    label: 'walks',
    seed,
    trials: 1,
    settings: {},
    version: 'test',
    notes: [],
  })
}

/** Both. */
export async function backtestWalk(choice: WalkChoice): Promise<BacktestResult> {
  const setup = walkSetup(choice)
  return walkResult(setup, await runBacktest(setup, { seed: choice.seed }), choice.seed)
}
