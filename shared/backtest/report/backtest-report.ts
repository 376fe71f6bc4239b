import type { BacktestResult } from '../result/backtest-result.ts'
import { tag, textTag } from './page/html.ts'
import { page } from './page/page.ts'
import { breakdownTables } from './parts/breakdown-tables.ts'
import { distributions } from './parts/distributions.ts'
import { equityCurves } from './parts/equity-curves.ts'
import { refutedWarning, warnings } from './parts/findings.ts'
import { funnelTable } from './parts/funnel-table.ts'
import { gateQuality } from './parts/gate-quality.ts'
import { headline } from './parts/headline.ts'
import { metricTable } from './parts/metric-table.ts'
import { monthlyTable } from './parts/monthly-table.ts'
import { promotionPart } from './parts/promotion.ts'
import { tradeList } from './parts/trade-list.ts'
import { tradePictures } from './parts/trade-pictures.ts'
import { whatWasRun } from './parts/what-was-run.ts'
import { countText } from './text/number-text.ts'

/**
 * A backtest as one HTML file that needs nothing else: no network, no font, no folder beside it. A result without
 * metrics has a warning in place of its headline; what it did is behind a press and marked as not to be believed. The same
 * result gives the same bytes. Throws where the result contradicts itself, e.g. candles of an unknown trade.
 */
export function backtestReport(result: BacktestResult): string {
  const { about, audit, metrics, equity, trades, candles, funnel, gate, promotion } = result
  const refuted = metrics === undefined
  const startUsd = about.startCashUsd
  const curves = equityCurves({ equity, startUsd }, refuted)
  const results = [
    monthlyTable({ equity, startUsd }, refuted),
    distributions({ trades, equity, startUsd }, refuted),
    breakdownTables(trades, refuted),
    tradePictures({ trades, candles }, refuted),
    funnelTable(funnel),
    gateQuality(gate),
    promotionPart(promotion, refuted),
    tradeList(trades, refuted),
  ]
  return page(`Backtest of ${about.strategy}, ${about.from} to ${about.to}`, [
    top(about),
    metrics ? headline(metrics) + warnings(audit.findings) : refutedWarning(audit.findings),
    ...(metrics
      ? [curves, whatWasRun(result), ...results, metricTable(metrics)]
      : [whatWasRun(result), behindPress([curves, ...results])]),
    foot(about),
  ])
}

/** Nobody sees a refuted figure before asking for it. */
function behindPress(results: readonly string[]): string {
  const words = 'Show what the run did all the same, to find the cause'
  return tag(
    'details',
    { class: 'behind' },
    textTag('summary', {}, words),
    tag('div', { class: 'parts' }, ...results),
  )
}

function top({ strategy, from, to, label, sessions }: BacktestResult['about']): string {
  const rules = strategy === 'openbell' ? 'Openbell’s own rules' : strategy
  return tag(
    'header',
    { class: 'top' },
    textTag('p', { class: 'eyebrow' }, 'Openbell backtest'),
    textTag('h1', {}, rules),
    textTag('p', { class: 'note' }, `${from} to ${to}, ${countText(sessions, 'session')}: ${label}`),
  )
}

function foot({ version }: BacktestResult['about']): string {
  const text = `Made by Openbell ${version}. A backtest tells what would have happened under its assumptions, not what will happen.`
  return textTag('footer', { class: 'foot' }, text)
}
