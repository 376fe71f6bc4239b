import { SystemClock } from '../../infra/clock/system-clock.ts'
import { backtestReport } from '../../shared/backtest/report/backtest-report.ts'
import type { BacktestResult } from '../../shared/backtest/result/backtest-result.ts'
import type { BacktestChoice } from '../backtest/backtest-choice.ts'
import { backtestText } from '../backtest/backtest-text.ts'
import { measuredGate } from '../backtest/gate-measurement.ts'
import { keepReport, REPORTS_FOLDER } from '../backtest/keep-report.ts'
import { openBacktest } from '../backtest/open-backtest.ts'
import { runOwnStrategy } from '../backtest/own-strategy.ts'
import { ProgressLine } from '../backtest/progress-line.ts'
import { testedOptions } from '../backtest/tested-options.ts'
import { readConfigFile } from '../config-file.ts'
import { UsageError } from '../failure.ts'
import { withPromotion } from '../promotion/backtest-promotion.ts'
import { writeWholeFile } from '../write-whole-file.ts'

/** As many as `openbell evaluate gate` makes up when nobody says otherwise. */
const GATE_SEEDS = 200

interface BacktestOptions {
  readonly data?: string
  readonly symbols?: readonly string[]
  readonly from?: string
  readonly until?: string
  readonly sessions?: number
  readonly seed?: number
  readonly fills: 'next-bar' | 'as-quoted'
  readonly slippageBps?: number
  readonly commissionUsd?: number
  readonly startCash?: number
  readonly config?: string
  readonly strategy?: string
  readonly interval: 'minute' | 'day'
  readonly gate: boolean
  readonly report?: string
  readonly keep: boolean
  readonly json: boolean
}

/** `openbell backtest`: the rules over past days, with costs, audited; ends with 1 when the audit takes the headline away. */
export async function backtest(options: BacktestOptions): Promise<void> {
  const result = withGate(withPromotion(await resultOf(options)), options)
  const html = options.report !== undefined || options.keep ? backtestReport(result) : ''
  if (options.report !== undefined) writeWholeFile('--report', options.report, html)
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : `${backtestText(result)}\n`)
  if (!options.json && options.report !== undefined)
    process.stdout.write(`The report with charts: ${options.report}\n`)
  if (options.keep) keep(result, html, options)
  if (!result.metrics) process.exitCode = 1
}

/** Where JSON is wanted, the line about it stays out of it. */
function keep(result: BacktestResult, html: string, { json }: BacktestOptions): void {
  const line = keepReport({ folder: REPORTS_FOLDER, result, html, at: new SystemClock().now() })
  const output = json ? process.stderr : process.stdout
  output.write(`${line}\n`)
}

function resultOf(options: BacktestOptions): Promise<BacktestResult> {
  const choice = choiceOf(options)
  const { strategy, interval } = options
  if (strategy !== undefined && options.gate)
    throw new UsageError(
      '--gate measures the rules of Openbell; leave it out with --strategy, which has its own',
    )
  if (strategy !== undefined) return runOwnStrategy({ ...choice, strategy, interval })
  if (interval === 'day')
    throw new UsageError(
      '--interval day needs --strategy: the rules of Openbell trade within the day, on minutes',
    )
  return runOwnRules(choice)
}

function withGate(result: BacktestResult, { gate, config }: BacktestOptions): BacktestResult {
  if (!gate) return result
  const tell = (line: string) => process.stderr.write(`${line}\n`)
  return {
    ...result,
    gate: measuredGate(result, { config: readConfigFile(config), seeds: GATE_SEEDS, tell }),
  }
}

function choiceOf(options: BacktestOptions): BacktestChoice {
  const { startCash: _, sessions: _asked, ...rest } = options
  return { ...rest, ...testedOptions(options) }
}

async function runOwnRules(choice: BacktestChoice): Promise<BacktestResult> {
  const opened = openBacktest(choice)
  const [from, to] = [opened.dates[0], opened.dates.at(-1)]
  if (from === undefined || to === undefined) throw new UsageError('the market has no session to test')
  const progress = new ProgressLine(process.stderr)
  try {
    return await opened.run({
      settings: {},
      from,
      to,
      trials: 1,
      onProgress: ({ sessionsDone, sessions, bars, date, trades }) =>
        progress.tell({ done: sessionsDone, total: sessions, bars, words: `${date}, ${trades} trades` }),
    })
  } finally {
    progress.end()
  }
}
