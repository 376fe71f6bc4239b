import type { BacktestResult } from '../../result/backtest-result.ts'
import { tag, textTag } from '../page/html.ts'
import { section } from '../page/section.ts'
import { numberText } from '../text/number-text.ts'

const SHOWN_MAX = 30

/** What kept symbols from being entered, the most frequent reason first; nothing where nothing was judged. */
export function funnelTable({ judged, entered, refusals }: BacktestResult['funnel']): string {
  if (judged === 0) return ''
  const rows = Object.entries(refusals)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, SHOWN_MAX)
    .map(([reason, count]) => row({ reason, count, judged }))
  const note = `${whole(judged)} times a symbol was judged, ${whole(entered)} times it was entered. What kept it out:`
  return section(
    { id: 'funnel', title: 'Why it did not enter', note },
    tag('table', { class: 'funnel' }, tag('tbody', {}, ...rows)),
  )
}

function row({
  reason,
  count,
  judged,
}: {
  readonly reason: string
  readonly count: number
  readonly judged: number
}) {
  const share = (count / judged) * 100
  return tag(
    'tr',
    {},
    textTag('th', { scope: 'row' }, reason),
    textTag('td', {}, whole(count)),
    tag(
      'td',
      { class: 'share' },
      textTag('span', {}, `${numberText(share, { decimals: 1 })}\u00a0%`),
      tag('span', { class: 'share-bar' }, tag('i', { style: `--size:${Math.min(100, share).toFixed(1)}%` })),
    ),
  )
}

function whole(count: number): string {
  return numberText(count, { decimals: 0 })
}
