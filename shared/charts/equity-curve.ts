import { type Money, toDisplay, toNumber, ZERO } from '../domain/money.ts'
import { drawBottomAxis } from './bottom-axis.ts'
import { type Box, boxAround, boxesAlong, type Point } from './box.ts'
import { deepestFallPct, fallCorners } from './drawdown.ts'
import {
  changesOf,
  type DollarPlot,
  type EquityPlots,
  type EquityPoint,
  equityPlots,
} from './equity-plots.ts'
import { freePlace } from './free-place.ts'
import { drawHeading, drawPlotName, drawRemark, type Heading, MARGIN } from './heading.ts'
import { drawLabel, SMALLEST } from './label.ts'
import { drawNote, noteSize } from './note.ts'
import { PALETTE } from './palette.ts'
import type { Scale } from './scale.ts'
import { element, lineThrough, outlineOf, picture } from './svg.ts'
import { drawValueAxis } from './value-axis.ts'

/** What an account was worth at the close of each day. */
export interface EquityCurve extends Heading {
  /** At least one, oldest first. */
  readonly points: readonly EquityPoint[]
}

const SIZE = { width: 800, height: 900 }
const FALL_Y = 134
const DAYS_Y = 826
const REMARK_Y = 868
const BAR_SHARE = 0.7
const BAR_WIDTH_MAX = 40
const DOT_RADIUS = 7
const LINE_WIDTH = 3.5
const VALUE_SIZE = 26
const FALL_LOOK = { fill: PALETTE.down, 'fill-opacity': 0.2 }

/** Draws the closing equity day by day as an SVG that can be read on a phone. Throws without a day. */
export function equityCurve({ points, ...heading }: EquityCurve): string {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) throw new RangeError('no days to draw')
  const plots = equityPlots(points, SIZE.width)
  return picture(
    SIZE,
    drawHeading(heading, SIZE.width),
    drawFallWords(points),
    drawAxes(plots),
    plots.change ? drawChanges(points, plots, plots.change) : '',
    drawEquity(points, plots),
    drawRemark(remark(first, last), { y: REMARK_Y, width: SIZE.width }),
  )
}

/** Told only where something fell, with a patch of the colour that shades it. */
function drawFallWords(points: readonly EquityPoint[]): string {
  const deepest = deepestFallPct(points.map(({ equity }) => equity))
  if (deepest === 0) return ''
  const patch = { x: MARGIN, y: FALL_Y - 11, width: 34, height: 22 }
  const at = { x: MARGIN + 44, y: FALL_Y }
  const text = `below its peak, at most ${deepest.toFixed(2)} %`
  return [
    element('rect', { ...patch, ...FALL_LOOK }),
    drawLabel({ text, at, size: SMALLEST, anchor: 'start', fill: PALETTE.inkSoft }),
  ].join('')
}

function drawAxes({ equity, change, days }: EquityPlots): string {
  const plots = [equity, ...(change ? [change] : [])]
  return [
    drawBottomAxis(
      days,
      plots.map(({ box }) => box),
      DAYS_Y,
    ),
    ...plots.map(({ steps, box, y }) => drawValueAxis(steps, box, y)),
  ].join('')
}

function drawChanges(points: readonly EquityPoint[], plots: EquityPlots, { box, y }: DollarPlot): string {
  const changes = changesOf(points).map((change, index) => ({
    change,
    bar: changeBar(toNumber(change), { middle: plots.x(index + 1), dayWidth: plots.dayWidth, y }),
  }))
  const zero = lineThrough([
    { x: box.left, y: y(0) },
    { x: box.right, y: y(0) },
  ])
  const gains = changes.filter(({ change }) => change > ZERO)
  const losses = changes.filter(({ change }) => change < ZERO)
  return [
    drawPlotName('Daily change', box),
    drawBars(gains, PALETTE.up),
    drawBars(losses, PALETTE.down),
    element('path', { d: zero, stroke: PALETTE.frame, 'stroke-width': 2 }),
  ].join('')
}

/** From zero to the change. */
function changeBar(
  dollars: number,
  { middle, dayWidth, y }: { readonly middle: number; readonly dayWidth: number; readonly y: Scale },
): Box {
  const half = Math.min(dayWidth * BAR_SHARE, BAR_WIDTH_MAX) / 2
  const [top, bottom] = [y(Math.max(dollars, 0)), y(Math.min(dollars, 0))]
  return { left: middle - half, right: middle + half, top, bottom }
}

function drawBars(bars: readonly { readonly bar: Box }[], fill: string): string {
  if (bars.length === 0) return ''
  return element('path', { d: bars.map(({ bar }) => outlineOf(bar)).join(''), fill })
}

function drawEquity(points: readonly EquityPoint[], { equity: { box, y }, x }: EquityPlots): string {
  const amounts = points.map(({ equity }) => equity)
  const line = amounts.map((amount, index) => ({ x: x(index), y: y(toNumber(amount)) }))
  const fall = lineThrough(fallCorners(amounts, { x, y }))
  const look = { fill: 'none', stroke: PALETTE.up, 'stroke-width': LINE_WIDTH, 'stroke-linejoin': 'round' }
  return [
    deepestFallPct(amounts) < 0 ? element('path', { d: `${fall}Z`, ...FALL_LOOK }) : '',
    element('path', { d: lineThrough(line), ...look }),
    drawEnds(amounts, line, box),
  ].join('')
}

/** The first and the last value, written where the line does not run. */
function drawEnds(amounts: readonly Money[], line: readonly Point[], within: Box): string {
  const ends = [...new Set([0, line.length - 1])]
  const taken = ends.map((index) => boxAround([line[index]!], DOT_RADIUS))
  const busy = boxesAlong(line, LINE_WIDTH)
  const values = ends.map((index) => {
    const note = { text: toDisplay(amounts[index]!), size: VALUE_SIZE, fill: PALETTE.ink }
    const wish = { size: noteSize(note), about: line[index]!, gap: DOT_RADIUS + 5, side: 'above' } as const
    const place = freePlace(wish, { within, taken, busy })
    if (!place) return ''
    taken.push(place)
    return drawNote(note, place)
  })
  return values.join('') + ends.map((index) => drawDot(line[index]!)).join('')
}

function drawDot({ x, y }: Point): string {
  const look = { fill: PALETTE.up, stroke: PALETTE.paper, 'stroke-width': 2 }
  return element('circle', { cx: x, cy: y, r: DOT_RADIUS, ...look })
}

function remark(first: EquityPoint, last: EquityPoint): string {
  const days = first.date === last.date ? first.date : `${first.date} to ${last.date}`
  return `${days}, equity at the close in USD`
}
