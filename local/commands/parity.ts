import { sha256 } from '../../infra/digest/sha256.ts'
import { compareDay } from '../../shared/backtest/parity/compare-day.ts'
import { parityPath } from '../../shared/backtest/parity/nightly-parity.ts'
import {
  type ComparedDay,
  type ParityDifference,
  type ParityReport,
  parityReportSchema,
} from '../../shared/backtest/parity/parity-report.ts'
import { type Money, toDisplay } from '../../shared/domain/money.ts'
import type { Store } from '../../shared/ports/store.ts'
import { formatEt, parseExchangeDate } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { openArchive } from '../decision-archive.ts'
import { UsageError } from '../failure.ts'
import { openMarketSource } from '../market-source.ts'

interface ParityOptions {
  readonly store: string
  readonly data?: string
  readonly seed?: number
  readonly json: boolean
}

/**
 * `openbell parity`: the comparison of a day with its backtest, as the evening left it, or made now where a market is named;
 * ends with 1 when the day could not be compared.
 */
export async function parity(day: string, options: ParityOptions): Promise<void> {
  const date = readDate(day)
  const store = openArchive(options.store)
  try {
    const report = await reportOf(date, store, options)
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : page(report))
    if (report.status === 'not-possible') process.exitCode = 1
  } finally {
    await store.close()
  }
}

function readDate(text: string): ExchangeDate {
  try {
    return parseExchangeDate(text)
  } catch (cause) {
    throw new UsageError(`DAY: ${(cause as Error).message}`, { cause })
  }
}

async function reportOf(
  date: ExchangeDate,
  store: Store,
  { store: folder, data, seed }: ParityOptions,
): Promise<ParityReport> {
  if (data !== undefined || seed !== undefined) {
    const { history } = openMarketSource({
      ...(data !== undefined && { data }),
      ...(seed !== undefined && { seed }),
    })
    return compareDay(date, { store, history, digest: sha256 })
  }
  const document = await store.get(parityPath(date))
  if (document) return parityReportSchema.parse(document.value)
  throw new UsageError(
    `--store ${folder}: ${date} was not compared in its evening; to compare it now name the market before it ` +
      'with --seed or --data',
  )
}

function page(report: ParityReport): string {
  const lines =
    report.status === 'compared' ? table(report) : [`${report.date}: not possible: ${report.reason}`]
  return lines.map((line) => `${line}\n`).join('')
}

function table(report: ComparedDay): readonly string[] {
  const { date, livePnl, testedPnl, trades, differences, unscanned, heldInBacktest } = report
  const both = trades.filter(({ live, tested }) => live !== undefined && tested !== undefined).length
  return [
    `Parity of ${date}`,
    `  live         ${usd(livePnl).padStart(12)} USD`,
    `  backtest     ${usd(testedPnl).padStart(12)} USD`,
    `  trades       ${both} on both sides, ${trades.length - both} on one side only`,
    ...(differences.length === 0 ? ['  differences  none'] : ['', ...differences.flatMap(row)]),
    ...unscanned.map(({ from, to }) => `no scan from ${et(from)} to ${et(to)}: what was missed is not known`),
    ...heldInBacktest.map(
      (symbol) => `${symbol} had no quote to be sold at in the backtest and is not counted`,
    ),
  ]
}

function row({ at, symbol, amount, cause, why, evidence }: ParityDifference): readonly string[] {
  const reason = why === undefined ? cause : `${cause}, ${why}`
  return [
    `  ${et(at)}  ${symbol.padEnd(5)} ${usd(amount).padStart(10)} USD  ${reason}`,
    `         ${evidence}`,
  ]
}

function usd(amount: Money): string {
  return toDisplay(amount, { sign: true })
}

function et(at: Parameters<typeof formatEt>[0]): string {
  return formatEt(at, 'time')
}
