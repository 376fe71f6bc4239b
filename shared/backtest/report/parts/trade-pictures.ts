import type { BacktestTrade, TradeCandles } from '../../result/backtest-result.ts'
import { tradeChart } from '../charts/trade-chart.ts'
import { tag, textTag } from '../page/html.ts'
import { section } from '../page/section.ts'
import { pctText, usdText } from '../text/number-text.ts'
import { reasonWords } from '../text/reason-words.ts'
import { toneOf } from '../text/tone.ts'
import { heldFor, momentsWords, priceWords, riskText } from '../text/trade-words.ts'

/** The rest waits behind a press. */
const SHOWN_MAX = 6
const NOTE =
  'Triangles mark where it was bought and sold, the line is the stop. Candles are blue up and orange down; the volume stands below.'

/** Each trade that has candles, on them; nothing where none has. Throws where a picture has no trade. */
export function tradePictures(
  {
    trades,
    candles,
  }: { readonly trades: readonly BacktestTrade[]; readonly candles: readonly TradeCandles[] },
  refuted: boolean,
): string {
  if (candles.length === 0) return ''
  const byId = new Map(trades.map((trade) => [trade.id, trade]))
  const pictures = candles.map((own) => pictureOf(byId.get(own.tradeId), own))
  const later = pictures.slice(SHOWN_MAX)
  return section(
    { id: 'pictures', title: 'Trades on candles', note: NOTE, refuted },
    tag('div', { class: 'pair' }, ...pictures.slice(0, SHOWN_MAX)),
    later.length === 0
      ? ''
      : tag(
          'details',
          { class: 'more' },
          textTag('summary', {}, `Show ${later.length} more`),
          tag('div', { class: 'pair' }, ...later),
        ),
  )
}

function pictureOf(trade: BacktestTrade | undefined, candles: TradeCandles): string {
  if (!trade) throw new RangeError(`candles: tradeId "${candles.tradeId}" is none of the trades`)
  const about = `${momentsWords(trade)} ET, ${heldFor(trade)}, ${priceWords(trade)}`
  return tag(
    'figure',
    {},
    tag(
      'div',
      { class: 'trade' },
      textTag('h3', {}, `${trade.symbol}, ${reasonWords(trade.reason)}`),
      textTag('b', { class: toneOf(trade.pnl) }, resultWords(trade)),
    ),
    textTag('p', { class: 'note' }, about),
    candles.bars.length === 0
      ? textTag('p', { class: 'note' }, 'The data have no bars for it.')
      : tradeChart(trade, candles),
  )
}

function resultWords(trade: BacktestTrade): string {
  const { pnl, pnlPct } = trade
  const shares = [pctText(pnlPct, { sign: true }), riskText(trade)].filter((text) => text !== '')
  return `${usdText(pnl, { sign: true })} (${shares.join(', ')})`
}
