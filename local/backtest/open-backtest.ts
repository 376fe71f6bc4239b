import { openbellResult } from '../../shared/backtest/engine/openbell-result.ts'
import { runBacktest } from '../../shared/backtest/engine/run-backtest.ts'
import type { BacktestSetup } from '../../shared/backtest/engine/setup.ts'
import type { BacktestResult } from '../../shared/backtest/result/backtest-result.ts'
import { withSettings } from '../../shared/backtest/sweep/settings-section.ts'
import type { Settings } from '../../shared/backtest/sweep/space.ts'
import { type Config, parseConfig } from '../../shared/config/config.ts'
import { moneyFromNumber } from '../../shared/domain/money.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { packageVersion } from '../commands/version.ts'
import { readJsonFile } from '../json-file.ts'
import { type MarketSource, openMarketSource } from '../market-source.ts'
import { ownUniverse } from '../run-market.ts'
import type { BacktestChoice } from './backtest-choice.ts'
import { dailyOnlyNotes } from './daily-only-notes.ts'
import { readCosts } from './read-costs.ts'
import { testedDates } from './tested-dates.ts'

const DEFAULT_SEED = 13
/** About 300 MB. */
const BARS_KEPT = 2_000_000
const BARS_A_SESSION = 390
/** Sessions that one day looks back at, and the day itself. */
const LOOKED_BACK_AT = 22

/** How far a run is. */
export interface BacktestProgress {
  readonly date: ExchangeDate
  readonly sessionsDone: number
  readonly sessions: number
  readonly bars: number
  readonly trades: number
}

/** One run on an opened market. */
export interface BacktestRequest {
  /** Settings that differ from the configuration file, by their dotted names. */
  readonly settings: Settings
  readonly from: ExchangeDate
  readonly to: ExchangeDate
  /** How many settings are tried in all, this one included. */
  readonly trials: number
  readonly onProgress?: (progress: BacktestProgress) => void
}

/** A market that was opened once and can be traded on any number of times. */
export interface OpenedBacktest {
  /** Sessions that can be traded, ascending. */
  readonly dates: readonly ExchangeDate[]
  readonly label: string
  run(request: BacktestRequest): Promise<BacktestResult>
}

/** Opens the market of a backtest; throws `UsageError`, `ConfigError` or `MarketDataFileError`. */
export function openBacktest(choice: BacktestChoice): OpenedBacktest {
  const configuration = choice.config === undefined ? {} : readJsonFile('configuration file', choice.config)
  const base = parseConfig(configuration)
  const { from, ...rest } = choice
  const source = openMarketSource({
    ...rest,
    ...(from !== undefined && choice.data === undefined && { date: from }),
    ...ownUniverse(base, choice.config),
  })
  const dates = testedDates(source.dates, choice)
  source.market.keepDates(datesKept(source, dates.length))
  const notes = choice.data === undefined ? [] : dailyOnlyNotes(choice.data, source.instruments)
  return {
    dates,
    label: source.label,
    run: async ({ settings, from: first, to, trials, onProgress }) => {
      const config = parseConfig(withSettings(configuration, settings))
      const within = dates.filter((date) => date >= first && date <= to)
      const setup = setupOf(choice, { source, config, dates: within })
      const seed = choice.seed ?? DEFAULT_SEED
      const run = await runBacktest(setup, { seed, ...(onProgress && followed(within.length, onProgress)) })
      const { label } = source
      return openbellResult(setup, run, { label, seed, trials, settings, version: packageVersion(), notes })
    },
  }
}

/** All that are tested and what the first of them looks back at, as far as the memory of one thread allows. */
function datesKept({ instruments }: MarketSource, tested: number): number {
  const affordable = Math.floor(BARS_KEPT / (instruments.length * BARS_A_SESSION))
  return Math.max(LOOKED_BACK_AT, Math.min(tested + LOOKED_BACK_AT, affordable))
}

function setupOf(
  choice: BacktestChoice,
  parts: {
    readonly source: MarketSource
    readonly config: Config
    readonly dates: readonly ExchangeDate[]
  },
): BacktestSetup {
  const { source, config, dates } = parts
  const { instruments, namedByOwner, market, history, news, earnings } = source
  return {
    config,
    instruments,
    namedByOwner,
    calendar: [],
    dates,
    market,
    history,
    ...(news && { news }),
    ...(earnings && { earnings }),
    startCash: moneyFromNumber(choice.startCashUsd ?? config.demo.startCashUsd),
    fills: choice.fills,
    costs: readCosts(choice.costs),
    judge: 'quick',
  }
}

function followed(sessions: number, onProgress: (progress: BacktestProgress) => void) {
  let [sessionsDone, bars, trades] = [0, 0, 0]
  const dayDone = ({ date, run }: { readonly date: ExchangeDate; readonly run: DayDone }) => {
    sessionsDone += 1
    bars += run.bars
    trades += run.trades.length
    onProgress({ date, sessionsDone, sessions, bars, trades })
  }
  return { observer: { dayDone } }
}

interface DayDone {
  readonly bars: number
  readonly trades: readonly unknown[]
}
