import { element } from '../../../charts/svg.ts'
import { drawdownCurve } from '../../metrics/drawdown-curve.ts'
import type { EquityPoint } from '../../result/backtest-result.ts'
import { figure, wideChart } from '../charts/chart.ts'
import { drawdownChart } from '../charts/drawdown-chart.ts'
import { type EquityLine, equityChart, equityLines, LINE_LOOKS } from '../charts/equity-chart.ts'
import { tag, textTag } from '../page/html.ts'
import { section } from '../page/section.ts'
import { usdText } from '../text/number-text.ts'

/** Where the account went session by session, beside SPY and buy-and-hold, and how deep it stood under water. */
export function equityCurves(
  { equity, startUsd }: { readonly equity: readonly EquityPoint[]; readonly startUsd: number },
  refuted: boolean,
): string {
  const heading = { id: 'equity', title: 'Equity and drawdown', refuted }
  if (equity.length === 0) return section(heading, textTag('p', { class: 'note' }, 'No session was run.'))
  const dates = equity.map(({ date }) => date)
  const lines = equityLines(equity, startUsd)
  const falls = drawdownCurve(equity, startUsd).map(({ lowPct }) => -lowPct)
  return section(
    heading,
    figure(
      { title: 'Equity', caption: 'USD at the end of each session. The level grey line is the start cash.' },
      legend(lines),
      wideChart((size) => equityChart({ lines, dates, startUsd }, size)),
    ),
    figure(
      {
        title: 'Drawdown',
        caption: 'How far the lowest of each session lay below the best close before it, in percent.',
      },
      wideChart((size) => drawdownChart({ falls, dates }, size)),
    ),
  )
}

function legend(lines: readonly EquityLine[]): string {
  return tag('ul', { class: 'legend' }, ...lines.map(legendItem))
}

/** A piece of the line, its name, and where it ended. */
function legendItem({ name, look, worth }: EquityLine): string {
  const last = worth.findLast((usd) => usd !== undefined)
  const line = element('path', { d: 'M0 6H30', fill: 'none', ...LINE_LOOKS[look] })
  return tag(
    'li',
    {},
    element('svg', { class: 'swatch', viewBox: '0 0 30 12', 'aria-hidden': 'true' }, line),
    textTag('span', {}, name),
    last === undefined ? '' : textTag('b', {}, usdText(last)),
  )
}
