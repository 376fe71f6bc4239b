import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readDailyBars } from '../../infra/history/bar-files.ts'
import type { BarSeries } from '../../shared/backtest/bars/bar-series.ts'
import { seriesOfBars } from '../../shared/backtest/bars/series-of-bars.ts'
import type { BacktestResult } from '../../shared/backtest/result/backtest-result.ts'
import {
  type BarStrategy,
  parseStrategy,
  StrategyError,
} from '../../shared/backtest/strategy/bar-strategy.ts'
import { strategyResult } from '../../shared/backtest/strategy/strategy-result.ts'
import type { Bar } from '../../shared/domain/bar.ts'
import { type Ticker, ticker } from '../../shared/domain/ids.ts'
import { moneyFromNumber } from '../../shared/domain/money.ts'
import { exchangeInstant } from '../../shared/time/exchange-time.ts'
import { type ExchangeDate, MINUTE_MS } from '../../shared/time/instant.ts'
import { packageVersion } from '../commands/version.ts'
import { readConfigFile } from '../config-file.ts'
import { UsageError } from '../failure.ts'
import { type MarketSource, openMarketSource } from '../market-source.ts'
import type { BacktestChoice } from './backtest-choice.ts'
import { readCosts } from './read-costs.ts'
import { testedDates } from './tested-dates.ts'

const OPEN_MINUTE = 570
const DEFAULT_SEED = 13
const DAILY_TABLE = /^(.+)\.csv(\.gz)?$/

/** How a run of a user's own strategy is asked for. */
export interface OwnStrategyChoice extends BacktestChoice {
  /** File whose default export is the strategy. */
  readonly strategy: string
  readonly interval: BarSeries['interval']
}

/** Runs a user's own strategy over daily or minute bars; throws `UsageError` where the file or the bars can't be used. */
export async function runOwnStrategy(choice: OwnStrategyChoice): Promise<BacktestResult> {
  const strategy = await readStrategy(choice.strategy)
  const { series, label } = choice.interval === 'day' ? dailySeries(choice) : minuteSeries(choice)
  const startCashUsd = choice.startCashUsd ?? readConfigFile(choice.config).demo.startCashUsd
  return strategyResult({
    strategy,
    series,
    interval: choice.interval,
    costs: readCosts(choice.costs),
    startCash: moneyFromNumber(startCashUsd),
    occasion: { label, seed: choice.seed ?? DEFAULT_SEED, version: packageVersion() },
  })
}

async function readStrategy(file: string): Promise<BarStrategy> {
  const path = resolve(file)
  if (!existsSync(path)) throw new UsageError(`--strategy: there is no file ${file}`)
  try {
    const exported: unknown = await import(pathToFileURL(path).href)
    return parseStrategy(file, Reflect.get(exported as object, 'default'))
  } catch (cause) {
    if (cause instanceof StrategyError) throw new UsageError(`--strategy: ${cause.message}`, { cause })
    throw new UsageError(`--strategy: ${file} can't be loaded: ${(cause as Error).message}`, { cause })
  }
}

interface LoadedSeries {
  readonly series: readonly BarSeries[]
  readonly label: string
}

/** Every file of `daily/`, also of symbols without minutes. */
function dailySeries({ data, symbols, from, until }: OwnStrategyChoice): LoadedSeries {
  if (data === undefined)
    throw new UsageError('--interval day: daily bars come from a folder; name it with --data')
  const folder = join(resolve(data), 'daily')
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => DAILY_TABLE.test(name)) : []
  const wanted = files.filter((name) => isWanted(symbolOf(name), symbols))
  if (wanted.length === 0)
    throw new UsageError(`--data: ${folder} has no daily bars of the symbols asked for`)
  const series = wanted.sort().map((name) => {
    const bars = readDailyBars(join(folder, name))
      .filter(({ date }) => (from === undefined || date >= from) && (until === undefined || date <= until))
      .map((bar) => ({ ...bar, time: exchangeInstant(bar.date, OPEN_MINUTE) }))
    return seriesOfBars(symbolOf(name), 'day', bars)
  })
  return {
    series: series.filter(({ length }) => length > 0),
    label: `daily bars of ${wanted.length} symbols`,
  }
}

function isWanted(symbol: string, symbols: readonly string[] | undefined): boolean {
  return symbols?.includes(symbol) ?? true
}

function symbolOf(name: string): Ticker {
  return ticker(DAILY_TABLE.exec(name)?.[1] ?? name)
}

function minuteSeries(choice: OwnStrategyChoice): LoadedSeries {
  const { from, ...rest } = choice
  const source = openMarketSource({
    ...rest,
    ...(from !== undefined && choice.data === undefined && { date: from }),
  })
  const dates = testedDates(source.dates, choice)
  const series = source.instruments.flatMap(({ symbol }) => {
    const bars = dates.flatMap((date) => minutesOf(source, symbol, date))
    return bars.length === 0 ? [] : [seriesOfBars(symbol, 'minute', bars)]
  })
  return { series, label: source.label }
}

function minutesOf({ market }: MarketSource, symbol: Ticker, date: ExchangeDate): readonly Bar[] {
  const intraday = market.day(symbol, date)?.intraday
  return intraday?.intervalMs === MINUTE_MS ? intraday.bars : []
}
