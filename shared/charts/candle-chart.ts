import type { Bar } from '../domain/bar.ts'
import { exchangeDate } from '../time/exchange-time.ts'
import type { EpochMs } from '../time/instant.ts'
import { drawBottomAxis } from './bottom-axis.ts'
import { boxesAlong } from './box.ts'
import { type CandlePlots, candlePlots } from './candle-plots.ts'
import { candleBoxes, drawCandles, drawVolumes, endOf } from './candles.ts'
import { drawHeading, drawPlotName, drawRemark, type Heading } from './heading.ts'
import { type Candles, candlesThatFit } from './join-bars.ts'
import {
  drawLevelLines,
  drawLevelTags,
  drawnLevels,
  levelLine,
  type PriceLevel,
  type TaggedLevel,
  taggedLevels,
} from './price-level.ts'
import { priceRange } from './price-range.ts'
import { drawStopLine, type StopStep, stopCorners } from './stop-line.ts'
import { picture } from './svg.ts'
import { drawTradeMarks, type TradeMark } from './trade-mark.ts'
import { drawValueAxis } from './value-axis.ts'

/** One symbol's day and what was done in it. */
export interface CandleChart extends Heading {
  /** At least one, of one exchange day, oldest first. */
  readonly bars: readonly Bar[]
  /** Prices that matter the whole day; the first twelve are drawn. */
  readonly levels?: readonly PriceLevel[]
  /** Where the stop was, oldest first. */
  readonly stops?: readonly StopStep[]
  /** When the last stop was given up; the end of the bars when absent. */
  readonly stopsUntil?: EpochMs
  readonly marks?: readonly TradeMark[]
}

const SIZE = { width: 800, height: 1_000 }
/** A whole session in candles of five minutes. */
const CANDLES_MAX = 80
/** What a note leaves free on either side of a line. */
const LINE_ROOM = 4
const TIMES_Y = 904
const REMARK_Y = 962

/** Draws a symbol's day as an SVG that can be read on a phone; times are New York's. Throws without a bar. */
export function candleChart(chart: CandleChart): string {
  const { bars, levels = [], stops = [], marks = [] } = chart
  const joined = candlesThatFit(bars, CANDLES_MAX)
  requireOneDay(bars)
  const prices = [...levels, ...stops, ...marks].map(({ price }) => price)
  const range = priceRange(bars, prices)
  const tagged = taggedLevels(levels, range)
  const plots = candlePlots({ joined, range, tagged, size: SIZE })
  return picture(
    SIZE,
    drawHeading(chart, SIZE.width),
    drawAxes(plots),
    drawVolumes(joined, plots),
    drawCandles(joined, plots),
    drawLevelLines(tagged, plots.prices, plots.y),
    drawTrading(chart, { joined, tagged, plots }),
    drawLevelTags(tagged, plots.prices, plots.y),
    drawRemark(remark(joined), { y: REMARK_Y, width: SIZE.width }),
  )
}

function requireOneDay(bars: readonly Bar[]): void {
  const [first = '', another] = new Set(bars.map(({ time }) => exchangeDate(time)))
  if (another !== undefined) throw new RangeError(`bars of more than one day: ${first} and ${another}`)
}

function drawAxes({ prices, volumes, y, volume, ...steps }: CandlePlots): string {
  return [
    drawBottomAxis(steps.timeSteps, [prices, volumes], TIMES_Y),
    drawValueAxis(steps.priceSteps, prices, y),
    drawValueAxis(steps.volumeSteps, volumes, volume),
    drawPlotName('Volume', volumes),
  ].join('')
}

/** The stop and the trades, whose notes keep off everything else where they can. */
function drawTrading(
  { bars, stops = [], stopsUntil, marks = [] }: CandleChart,
  { joined, tagged, plots }: { joined: Candles; tagged: readonly TaggedLevel[]; plots: CandlePlots },
): string {
  const { prices, x, y } = plots
  const corners = stopCorners(stops, { x, y, until: stopsUntil ?? endOf(bars.at(-1)!, 1) })
  const levelLines = drawnLevels(tagged).flatMap((level) =>
    boxesAlong(levelLine(level, prices, y), LINE_ROOM),
  )
  const busy = [...candleBoxes(joined, plots), ...levelLines]
  const notes = { within: prices, taken: boxesAlong(corners, LINE_ROOM), busy }
  return drawStopLine(corners) + drawTradeMarks(marks, { x, y, notes })
}

function remark({ minutes }: Candles): string {
  return `${minutes}-minute candles: blue up, orange down. Times in ET`
}
