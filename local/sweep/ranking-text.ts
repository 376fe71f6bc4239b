import type { RankedTrial, Ranking } from '../../shared/backtest/sweep/ranking.ts'
import type { Settings } from '../../shared/backtest/sweep/space.ts'
import type { WalkedWindow, WalkForwardReport } from '../../shared/backtest/sweep/walk-forward-report.ts'
import type { SweepAnswer } from './rank-sweep.ts'

const SHOWN = 20
const ABSENT = '-'

/** A ranking as a person reads it in a terminal. */
export function rankingText({ ranking, walkForward, failed }: SweepAnswer): string {
  const lines = [
    ...(ranking ? rankingLines(ranking) : []),
    ...(walkForward ? walkForwardLines(walkForward) : []),
    ...failed.map(({ id, failure, settings }) => `failed: ${id} (${settingsText(settings)}): ${failure}`),
  ]
  return `${lines.join('\n')}\n`
}

function rankingLines({ trials, ranked, setAside, sharpeDeviation }: Ranking): readonly string[] {
  return [
    `${trials} trials, Sharpe ratios per session deviate by ${figure(sharpeDeviation, 4)}. "Deflated" is the probability that`,
    'there is skill at all, after so many tries.',
    '',
    ...table([HEAD, ...ranked.slice(0, SHOWN).map(rankedCells)]),
    ...(ranked.length > SHOWN ? [`and ${ranked.length - SHOWN} more in RANKING.json`] : []),
    ...(setAside.length > 0 ? ['', `Not ranked, as their figures are untrue: ${setAside.length}`] : []),
    ...setAside
      .slice(0, SHOWN)
      .map(
        ({ trial, settings, findings }) =>
          `  ${trial} (${settingsText(settings)}): ${findings.find(({ severity }) => severity !== 'warning')?.text ?? 'no figures'}`,
      ),
  ]
}

const HEAD = [
  'rank',
  'trial',
  'deflated',
  'profit factor',
  'Sharpe',
  'return %',
  'drawdown %',
  'trades',
  'settings',
]

function rankedCells({
  rank,
  trial,
  deflatedSharpe,
  headline,
  settings,
  warnings,
  tooFewTrades,
}: RankedTrial) {
  const notes = [
    ...(tooFewTrades ? ['too few trades to believe'] : []),
    ...(warnings > 0 ? [`${warnings} warnings`] : []),
  ]
  return [
    String(rank),
    trial,
    figure(deflatedSharpe, 3),
    figure(headline.profitFactor, 2),
    figure(headline.sharpe, 2),
    figure(headline.returnPct, 2),
    figure(headline.maxDrawdownPct, 2),
    String(headline.trades),
    [settingsText(settings), ...notes].join('; '),
  ]
}

function walkForwardLines({ windows, stitched }: WalkForwardReport): readonly string[] {
  return [
    'Each window: the best of the training dates, and what it did on the test dates that it was not chosen on.',
    '',
    ...table([
      ['training', 'test', 'trial', 'training %', 'test %', 'trades', 'settings'],
      ...windows.map(windowCells),
    ]),
    '',
    ...windows.flatMap(({ test, findings }) =>
      findings.map(({ severity, text }) => `${severity} in the test from ${test.from}: ${text}`),
    ),
    ...stitchedLines(stitched),
  ]
}

function stitchedLines(stitched: WalkForwardReport['stitched']): readonly string[] {
  if (!stitched) return ['No result out of sample: a test is missing, failed or untrue.']
  const { sessions, returnPct, sessionSharpe, maxDrawdownPct, trades, profitFactor, efficiency } = stitched
  return [
    `Out of sample, ${sessions} sessions stitched together:`,
    `  return        ${figure(returnPct, 2)} %`,
    `  Sharpe        ${figure(sessionSharpe, 4)} a session`,
    `  drawdown      ${figure(maxDrawdownPct, 2)} % at session ends`,
    `  profit factor ${figure(profitFactor, 2)} over ${trades} trades`,
    efficiency === undefined
      ? '  efficiency    not known: the training made nothing either'
      : `  efficiency    ${figure(efficiency, 2)} (return a session in the tests ÷ in the training)`,
  ]
}

function windowCells({ train, test, trial, settings, ...seen }: WalkedWindow): readonly string[] {
  return [
    `${train.from} to ${train.to}`,
    `${test.from} to ${test.to}`,
    trial ?? ABSENT,
    figure(seen.trainReturnPct, 2),
    figure(seen.testReturnPct, 2),
    seen.trades === undefined ? ABSENT : String(seen.trades),
    settings ? settingsText(settings) : 'no trial could be ranked or tested',
  ]
}

function settingsText(settings: Settings): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
}

function figure(value: number | undefined, digits: number): string {
  return value === undefined ? ABSENT : value.toFixed(digits)
}

/** Columns as wide as their widest cell; the last one is left ragged. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
