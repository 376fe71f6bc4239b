import { returnHistogram } from '../../metrics/return-histogram.ts'
import { sessionReturns } from '../../metrics/session-returns.ts'
import type { BacktestTrade, EquityPoint } from '../../result/backtest-result.ts'
import { figure } from '../charts/chart.ts'
import { excursionChart } from '../charts/excursion-chart.ts'
import { histogram } from '../charts/histogram.ts'
import { axisPct } from '../charts/value-plot.ts'
import { tag, textTag } from '../page/html.ts'
import { section } from '../page/section.ts'

const BINS = 20
const NOTHING = textTag('p', { class: 'note' }, 'There is nothing to draw.')

interface Run {
  readonly trades: readonly BacktestTrade[]
  readonly equity: readonly EquityPoint[]
  readonly startUsd: number
}

/** How large the results of trades and sessions were, and how far each trade went for and against its entry. */
export function distributions({ trades, ...account }: Run, refuted: boolean): string {
  const risks = trades.flatMap(({ riskMultiple }) => (riskMultiple === undefined ? [] : [riskMultiple]))
  const returns = sessionReturns(account).map((share) => share * 100)
  return section(
    { id: 'distributions', title: 'How results are spread', refuted },
    tag(
      'div',
      { class: 'pair' },
      spread(
        { title: 'Result of a trade, USD', caption: 'How many trades earned how much.' },
        trades.map(({ pnl }) => pnl),
      ),
      spread(
        {
          title: 'Result of a trade, R',
          caption: 'In multiples of what the first stop put at risk; −1 lost all of it.',
        },
        risks,
      ),
      spread(
        { title: 'Return of a session', caption: 'How many sessions had which return.', text: axisPct },
        returns,
      ),
      excursions(trades),
    ),
  )
}

interface Spread {
  readonly title: string
  readonly caption: string
  readonly text?: typeof axisPct
}

function spread({ title, caption, text }: Spread, values: readonly number[]): string {
  const bins = returnHistogram(values, BINS)
  const drawn = bins.length === 0 ? NOTHING : histogram(bins, { name: title, ...(text && { text }) })
  return figure({ title, caption }, drawn)
}

function excursions(trades: readonly BacktestTrade[]): string {
  const heading = {
    title: 'Furthest against (MAE) and furthest for (MFE)',
    caption:
      'A disc is a trade that won, a cross one that lost. To the right: how far it went against us; upwards: for us.',
  }
  return figure(heading, trades.length === 0 ? NOTHING : excursionChart(trades))
}
