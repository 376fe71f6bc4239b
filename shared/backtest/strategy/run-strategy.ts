import type { Money } from '../../domain/money.ts'
import type { RunRecord } from '../audit/run-record.ts'
import type { BarSeries } from '../bars/bar-series.ts'
import { BarSeriesError } from '../bars/check-bars.ts'
import type { CostModel } from '../costs/cost-model.ts'
import type { BacktestTrade, EquityPoint } from '../result/backtest-result.ts'
import { Account } from './account.ts'
import { BarFeed } from './bar-feed.ts'
import type { BarStrategy } from './bar-strategy.ts'
import { NO_RECORD, type Recorder } from './recorder.ts'
import { type RunTotals, type SessionRules, StrategyRunner } from './strategy-runner.ts'
import { SymbolBook } from './symbol-book.ts'
import { WholeRecord } from './whole-record.ts'

/** A run of one strategy on one account. */
interface RunRequest<Series> {
  readonly series: Series
  readonly strategy: BarStrategy
  readonly costs: CostModel
  readonly startCash: Money
}

/** What a run has come to, with everything that its audit and its report need. */
export interface StrategyRun {
  readonly totals: RunTotals
  readonly record: RunRecord
  /** One a session. */
  readonly equity: readonly EquityPoint[]
  readonly trades: readonly BacktestTrade[]
}

/**
 * Runs a strategy over bars: what it wishes on a bar trades on the next one at the earliest. Several symbols share one
 * cash account and are merged by time. With `record: 'none'` the bars come as pieces of one symbol that follow each
 * other, and only totals are kept, so that memory does not grow with the bars.
 */
export function runStrategy(
  request: RunRequest<Iterable<BarSeries>> & { readonly options: SessionRules & { readonly record: 'none' } },
): RunTotals
export function runStrategy(
  request: RunRequest<readonly BarSeries[]> & { readonly options?: SessionRules },
): StrategyRun
export function runStrategy({
  options = {},
  ...request
}: RunRequest<Iterable<BarSeries>> & {
  readonly options?: SessionRules & { readonly record?: 'none' }
}): RunTotals | StrategyRun {
  if (options.record === 'none') return run(request, [request.series], options, NO_RECORD)
  const series = [...request.series]
  const kept = new WholeRecord(request.strategy.name)
  const totals = run(
    request,
    series.map((one) => [one]),
    options,
    kept,
  )
  const { startCash, costs } = request
  const { orders, fills, recordedTrades: trades, marks } = kept
  return {
    totals,
    record: { startCash, costs, series, orders, fills, trades, marks },
    equity: kept.equity,
    trades: kept.trades,
  }
}

function run(
  { strategy, costs, startCash }: RunRequest<unknown>,
  symbols: readonly Iterable<BarSeries>[],
  rules: SessionRules,
  recorder: Recorder,
): RunTotals {
  const feeds = symbols.flatMap((pieces) => BarFeed.of(pieces) ?? [])
  checkSymbols(feeds)
  const books = feeds.map((feed) => new SymbolBook(feed, strategy.open(feed.symbol)))
  return new StrategyRunner({
    strategy,
    books,
    rules,
    recorder,
    account: new Account(costs, startCash),
  }).run()
}

function checkSymbols(feeds: readonly BarFeed[]): void {
  const [first] = feeds
  for (const [index, { symbol, interval }] of feeds.entries()) {
    if (interval !== first?.interval)
      throw new BarSeriesError(
        symbol,
        `interval was ${interval}, must be ${first?.interval} as that of the others`,
      )
    if (feeds.findIndex((feed) => feed.symbol === symbol) !== index)
      throw new BarSeriesError(symbol, 'there are two series of it, must be one')
  }
}
