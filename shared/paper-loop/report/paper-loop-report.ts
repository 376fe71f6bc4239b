import { tag, textTag } from '../../backtest/report/page/html.ts'
import { page } from '../../backtest/report/page/page.ts'
import { section } from '../../backtest/report/page/section.ts'
import { countText } from '../../backtest/report/text/number-text.ts'
import type { PaperLoopResult } from '../paper-loop.ts'
import { verdictSentences } from '../paper-words.ts'
import { armHistograms } from './arm-histograms.ts'
import { rewardCurves } from './reward-curves.ts'
import { rewardTables } from './reward-tables.ts'

/** What is said of the market of a loop. */
interface LoopMarketWords {
  readonly label: string
  readonly notes: readonly string[]
}

/** A paper loop as one HTML file that needs nothing else. The same result gives the same bytes. */
export function paperLoopReport(result: PaperLoopResult, market: LoopMarketWords): string {
  const { from, to } = result.about
  return page(`Paper loop, ${from} to ${to}`, [
    top(result, market),
    verdict(result),
    rewardCurves(result),
    rewardTables(result),
    armHistograms(result),
    limits(result, market),
  ])
}

function top({ about }: PaperLoopResult, { label }: LoopMarketWords): string {
  const { from, to, days, events, seed, symbols } = about
  const played = `${from} to ${to}, ${countText(days, 'day')}, ${countText(events, 'event')}, seed ${seed}: ${label}`
  return tag(
    'header',
    { class: 'top' },
    textTag('p', { class: 'eyebrow' }, 'Openbell paper loop'),
    textTag('h1', {}, 'What the bandit learned from paper trades'),
    textTag('p', { class: 'note' }, played),
    textTag('p', { class: 'note' }, symbols.join(', ')),
  )
}

function verdict(result: PaperLoopResult): string {
  return section(
    {
      id: 'verdict',
      title: 'What it says',
      note: 'Each sentence compares reward on the same days; the interval is a bootstrap over blocks of 21 days.',
    },
    ...verdictSentences(result).map((sentence) => textTag('p', { class: 'verdict' }, sentence)),
  )
}

function limits({ caveats, unseen, about }: PaperLoopResult, { notes }: LoopMarketWords): string {
  const left = Object.entries(unseen).filter(([, mornings]) => mornings > 0)
  const lines = [
    ...notes,
    ...left.map(
      ([code, mornings]) => `Not looked at (${code}): ${countText(mornings, 'morning')} of a symbol.`,
    ),
    `The modelled spread is ${about.costs.spreadBps} bps and at least a cent; an entry slips up to 10 bps more.`,
    ...caveats,
  ]
  return section(
    { id: 'limits', title: 'What this does not show' },
    tag('ul', { class: 'plain' }, ...lines.map((line) => textTag('li', {}, line))),
  )
}
