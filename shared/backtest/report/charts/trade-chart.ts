import { drawBottomAxis } from '../../../charts/bottom-axis.ts'
import { boxesAlong } from '../../../charts/box.ts'
import { candleBoxes, drawCandles, drawVolumes } from '../../../charts/candles.ts'
import { priceRange } from '../../../charts/price-range.ts'
import { linearScale } from '../../../charts/scale.ts'
import { drawStopLine, type StopStep, stopCorners } from '../../../charts/stop-line.ts'
import type { Size } from '../../../charts/svg.ts'
import { drawTradeMarks, type TradeMark } from '../../../charts/trade-mark.ts'
import { moneyFromNumber } from '../../../domain/money.ts'
import type { EpochMs } from '../../../time/instant.ts'
import type { BacktestTrade, TradeCandles } from '../../result/backtest-result.ts'
import { priceText } from '../text/trade-words.ts'
import { type BarAxis, barAxis } from './bar-axis.ts'
import { chart } from './chart.ts'
import { axisText, drawValues, namesY, type ValuePlot, valuePlot } from './value-plot.ts'

const SIZE: Size = { width: 800, height: 560 }
/** The volume stands on the bottom of the plot and takes this share of its height. */
const VOLUME_SHARE = 0.16
const PRICE_DECIMALS_MIN = 2
/** What a note leaves free on either side of the stop. */
const LINE_ROOM = 4

/** A trade on its candles: where it was bought and sold, and the way of its stop. Throws without a bar. */
export function tradeChart(trade: BacktestTrade, candles: TradeCandles): string {
  const { marks, stops } = tradingOf(trade, candles)
  const axis = barAxis(candles)
  const prices = [...marks, ...stops].map(({ price }) => price)
  const range = priceRange(axis.candles.candles, prices)
  const room = ((range.to - range.from) * VOLUME_SHARE) / (1 - VOLUME_SHARE)
  const plot = valuePlot({ range: { from: range.from - room, to: range.to }, size: SIZE, text: priceStep })
  return chart(
    SIZE,
    `${trade.symbol} while it was held`,
    drawBottomAxis(axis.names(plot.box), [plot.box], namesY(plot.box)),
    drawValues(plot),
    drawBars(axis, plot),
    drawTrading({ marks, stops, trade }, axis, plot),
  )
}

interface Trading {
  readonly marks: readonly TradeMark[]
  readonly stops: readonly StopStep[]
  readonly trade: BacktestTrade
}

function tradingOf(trade: BacktestTrade, { stops }: TradeCandles): Omit<Trading, 'trade'> {
  const { entryPrice, exitPrice, entryTime, exitTime } = trade
  return {
    marks: [
      mark('buy', { time: entryTime, usd: entryPrice }),
      mark('sell', { time: exitTime, usd: exitPrice }),
    ],
    stops: stops.map(({ time, price }) => ({ from: time as EpochMs, price: moneyFromNumber(price) })),
  }
}

function mark(
  side: TradeMark['side'],
  { time, usd }: { readonly time: number; readonly usd: number },
): TradeMark {
  const word = side === 'buy' ? 'Bought' : 'Sold'
  return { side, time: time as EpochMs, price: moneyFromNumber(usd), label: `${word} ${priceText(usd)}` }
}

function priceStep(value: number, decimals: number): string {
  return axisText(value, Math.max(PRICE_DECIMALS_MIN, decimals))
}

function drawBars({ candles, place }: BarAxis, { box, y }: ValuePlot): string {
  const x = place(box)
  const most = Math.max(1, ...candles.candles.map(({ volume }) => volume))
  const top = box.bottom - (box.bottom - box.top) * VOLUME_SHARE
  const volume = linearScale({ from: 0, to: most }, { start: box.bottom, end: top })
  return drawVolumes(candles, { x, volume }) + drawCandles(candles, { x, y })
}

/** The stop and the trades, whose notes keep off everything else where they can. */
function drawTrading({ marks, stops, trade }: Trading, axis: BarAxis, { box, y }: ValuePlot): string {
  const x = (time: number) => axis.place(box)(axis.along(time))
  const corners = stopCorners(stops, { x, y, until: trade.exitTime as EpochMs })
  const busy = candleBoxes(axis.candles, { x: axis.place(box), y })
  const notes = { within: box, taken: boxesAlong(corners, LINE_ROOM), busy }
  return drawStopLine(corners) + drawTradeMarks(marks, { x, y, notes })
}
