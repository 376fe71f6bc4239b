import type { BacktestResult } from '../../shared/backtest/result/backtest-result.ts'
import { promotionLines } from '../promotion/promotion-text.ts'
import { gateLines } from './gate-text.ts'

const FINDINGS_SHOWN = 12
const REFUSALS_SHOWN = 8

/** A backtest for a person at a terminal: what was run, the headline or why there is none, and why little was entered. */
export function backtestText(result: BacktestResult): string {
  return [
    ...about(result),
    '',
    ...(result.metrics ? headline(result) : noHeadline()),
    ...findings(result),
    ...funnel(result),
    ...(result.gate ? [...gateLines(result.gate), ''] : []),
    ...(result.promotion ? [...promotionLines(result.promotion), ''] : []),
    ...result.notes.map((note) => `Note: ${note}`),
  ].join('\n')
}

function about({ about: run, audit }: BacktestResult): readonly string[] {
  const looks = audit.checks.reduce((sum, { looked }) => sum + looked, 0)
  return [
    `${run.strategy} on ${run.label}: ${run.sessions} sessions, ${run.from} to ${run.to}, ${count(run.bars)} bars`,
    `Fills ${run.fills}, slippage ${run.costs.slippageBps} bps, spread ${run.costs.spreadBps} bps where no quotes were recorded, seed ${run.seed}`,
    `Audit: ${audit.checks.length} checks looked ${count(looks)} times, ${audit.findings.length} findings`,
  ]
}

function headline({ metrics }: BacktestResult): readonly string[] {
  if (!metrics) return []
  const { bootstrap90: interval } = metrics
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Return', `${percent(metrics.returnPct)}, ${usd(metrics.startUsd)} to ${usd(metrics.endUsd)}`],
    ['Against', against(metrics)],
    ['CAGR', told(metrics.cagrPct, percent)],
    ['Sharpe', sharpe(metrics)],
    ['Max drawdown', `${percent(metrics.maxDrawdownPct)}, ${metrics.maxDrawdownSessions} sessions`],
    [
      'Trades',
      `${metrics.trades}, ${metrics.wins} won${told(metrics.winRatePct, (rate) => ` (${percent(rate)})`) ?? ''}`,
    ],
    [
      'Profit factor',
      told(metrics.profitFactor, (factor) => `${number(factor)}${range(interval.profitFactor, number)}`),
    ],
    [
      'A trade earns',
      told(metrics.expectancyUsd, (mean) => `${usd(mean)}${range(interval.expectancyUsd, usd)}`),
    ],
    ['Costs', `fees ${usd(metrics.feesUsd)}, spread and slippage ${usd(metrics.slippageUsd)}`],
    ['Exposure', percent(metrics.exposurePct)],
  ]
  const known = rows.filter((row): row is readonly [string, string] => row[1] !== undefined)
  return [VERDICTS[metrics.verdict], '', ...known.map(([name, value]) => `  ${name.padEnd(14)}${value}`), '']
}

const VERDICTS: Readonly<Record<NonNullable<BacktestResult['metrics']>['verdict'], string>> = {
  edge: 'Edge: the 90 % interval of what a trade earns lies above 0. The past is no promise.',
  'no-edge': 'No edge: the 90 % interval of what a trade earns holds 0.',
  loses: 'It loses: the 90 % interval of what a trade earns lies below 0.',
  'too-few-trades': 'Too few trades to say anything: fewer than 30.',
}

function noHeadline(): readonly string[] {
  return ['No headline: the audit found what makes this run untrue. Its figures are not to be believed.', '']
}

function findings({ audit }: BacktestResult): readonly string[] {
  if (audit.findings.length === 0) return []
  const shown = audit.findings.slice(0, FINDINGS_SHOWN)
  const more = audit.findings.length - shown.length
  return [
    ...shown.map(
      ({ severity, check, symbol, text }) =>
        `  ${severity.toUpperCase()} ${check}${symbol === undefined ? '' : ` ${symbol}`}: ${text}`,
    ),
    ...(more > 0 ? [`  and ${more} more findings in the JSON`] : []),
    '',
  ]
}

function funnel({ funnel: { judged, entered, refusals } }: BacktestResult): readonly string[] {
  const rows = Object.entries(refusals).slice(0, REFUSALS_SHOWN)
  if (rows.length === 0) return []
  return [
    `Of ${count(judged)} looks at a symbol ${count(entered)} passed every gate. What kept the others out first:`,
    ...rows.map(([reason, times]) => `  ${reason.padEnd(20)}${count(times).padStart(12)}`),
    '',
  ]
}

function against({ buyAndHoldPct, spyPct }: NonNullable<BacktestResult['metrics']>): string | undefined {
  const held = told(buyAndHoldPct, (pct) => `buy and hold ${percent(pct)}`)
  const spy = told(spyPct, (pct) => `SPY ${percent(pct)}`)
  return [held, spy].filter((part) => part !== undefined).join(', ') || undefined
}

function sharpe(metrics: NonNullable<BacktestResult['metrics']>): string | undefined {
  return told(metrics.sharpe, (value) => {
    const chance = told(
      metrics.deflatedSharpe,
      (share) => `, ${(share * 100).toFixed(0)} % likely above 0 after ${metrics.trials} trials`,
    )
    return `${number(value)}${range(metrics.bootstrap90.sharpe, number)}${chance ?? ''}`
  })
}

function range(
  interval: { readonly low: number; readonly high: number } | undefined,
  tell: (value: number) => string,
): string {
  return interval ? ` (90 %: ${tell(interval.low)} to ${tell(interval.high)})` : ''
}

function told<Value, Text>(value: Value | undefined, tell: (value: Value) => Text): Text | undefined {
  return value === undefined ? undefined : tell(value)
}

function percent(value: number): string {
  return `${value.toFixed(2)} %`
}

function number(value: number): string {
  return value.toFixed(2)
}

function usd(value: number): string {
  const amount = Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  })
  return `${value < 0 ? '-' : ''}${amount} USD`
}

function count(value: number): string {
  return value.toLocaleString('en-US')
}
