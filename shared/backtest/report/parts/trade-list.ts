import type { BacktestTrade } from '../../result/backtest-result.ts'
import { tag, textTag } from '../page/html.ts'
import { section } from '../page/section.ts'
import { amountText, countText, pctText } from '../text/number-text.ts'
import { reasonWords } from '../text/reason-words.ts'
import { toneOf } from '../text/tone.ts'
import { heldFor, momentsWords, priceWords, riskText } from '../text/trade-words.ts'

const SHOWN_MAX = 500
const HEADINGS = ['Symbol', 'Entry to exit, ET', 'Shares and prices', 'Ended by', 'USD', '%', 'R'] as const
/** Where the columns of numbers begin. */
const NUMBERS_FROM = 4

/** The first trades in their order; says how many more the JSON has. */
export function tradeList(trades: readonly BacktestTrade[], refuted: boolean): string {
  const shown = trades.slice(0, SHOWN_MAX)
  const left = trades.length - shown.length
  const note = left > 0 ? `The first ${SHOWN_MAX}. The JSON has ${countText(left, 'more trade')}.` : ''
  return section(
    { id: 'trades', title: 'All trades', refuted, ...(note !== '' && { note }) },
    shown.length === 0
      ? textTag('p', { class: 'note' }, 'No trade was made.')
      : tag(
          'details',
          { class: 'more' },
          textTag('summary', {}, `Show ${countText(shown.length, 'trade')}`),
          tag('table', { class: 'trades' }, headings(), tag('tbody', {}, ...shown.map(row))),
        ),
  )
}

function headings(): string {
  const cells = HEADINGS.map((name, index) =>
    textTag('th', { scope: 'col', class: index < NUMBERS_FROM ? '' : 'end' }, name),
  )
  return tag('thead', {}, tag('tr', {}, ...cells))
}

function row(trade: BacktestTrade): string {
  const tone = toneOf(trade.pnl)
  return tag(
    'tr',
    {},
    textTag('th', { scope: 'row' }, trade.symbol),
    textTag('td', { class: 'moments' }, momentsWords(trade)),
    textTag('td', { class: 'prices' }, priceWords(trade)),
    textTag('td', { class: 'reason' }, `${reasonWords(trade.reason)}, ${heldFor(trade)}`),
    textTag('td', { class: `end usd ${tone}` }, amountText(trade.pnl, { sign: true })),
    textTag('td', { class: `end pct ${tone}` }, pctText(trade.pnlPct, { sign: true })),
    textTag('td', { class: 'end risk' }, riskText(trade)),
  )
}
