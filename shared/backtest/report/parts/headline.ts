import type { Metrics } from '../../metrics/metrics.ts'
import { intervalFigure, metricFigure } from '../figures/metric-figure.ts'
import { tag, textTag } from '../page/html.ts'
import { verdictSentence } from '../text/verdict-sentence.ts'

/** The verdict and the figures that matter most, beside what doing nothing would have earned. */
export function headline(metrics: Metrics): string {
  const shown = (key: Parameters<typeof metricFigure>[1]) => metricFigure(metrics, key)
  const tiles = [
    tile('Return', shown('returnPct'), `${shown('startUsd')} became ${shown('endUsd')}`),
    tile('Buy and hold', shown('buyAndHoldPct'), 'all symbols evenly, same sessions'),
    tile('SPY', shown('spyPct'), 'same sessions'),
    tile('Return a year (CAGR)', shown('cagrPct'), `volatility ${shown('volatilityPct')}`),
    tile(
      'Max drawdown',
      shown('maxDrawdownPct'),
      `${shown('maxDrawdownUsd')}, ${shown('maxDrawdownSessions')}`,
    ),
    tile('Sharpe ratio', shown('sharpe'), sharpeWords(metrics)),
    tile(
      'Profit factor',
      shown('profitFactor'),
      `90\u00a0% interval ${intervalFigure(metrics, 'profitFactor')}`,
    ),
    tile('Trades', shown('trades'), `${shown('winRatePct')} won, ${shown('expectancyUsd')} each`),
  ]
  return tag(
    'section',
    { id: 'headline', class: 'card' },
    textTag('p', { class: `verdict ${metrics.verdict}` }, verdictSentence(metrics)),
    tag('dl', { class: 'tiles' }, ...tiles),
  )
}

function tile(name: string, figure: string, beside: string): string {
  return tag(
    'div',
    { class: 'tile' },
    textTag('dt', {}, name),
    tag('dd', { class: 'figure' }, figure),
    tag('dd', { class: 'beside' }, beside),
  )
}

function sharpeWords(metrics: Metrics): string {
  const trials = metricFigure(metrics, 'trials')
  const noun = metrics.trials === 1 ? 'trial' : 'trials'
  return `deflated probability ${metricFigure(metrics, 'deflatedSharpe')} after ${trials}\u00a0${noun}`
}
