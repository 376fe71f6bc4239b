import { drawBottomAxis } from '../../../charts/bottom-axis.ts'
import type { Box } from '../../../charts/box.ts'
import { PALETTE } from '../../../charts/palette.ts'
import { roundSteps } from '../../../charts/round-steps.ts'
import { atLeastWide, linearScale } from '../../../charts/scale.ts'
import { element, lineThrough, outlineOf } from '../../../charts/svg.ts'
import type { HistogramBin } from '../../metrics/return-histogram.ts'
import { chart, HALF } from './chart.ts'
import { axisText, drawValues, namesY, type ValuePlot, valuePlot } from './value-plot.ts'

const NAMES_MAX = 7
/** So that equal values are one bar in the middle. */
const WIDTH_MIN = 0.01
const WIDTH_MIN_SHARE = 0.1
const BAR_WIDTH_MIN = 40
/** Bars stand apart a little. */
const GAP = 3

/** Draws how often each size came; bars below 0 have the colour of losses. Throws without a bin. */
export function histogram(
  bins: readonly HistogramBin[],
  { name, text = axisText }: { readonly name: string; readonly text?: typeof axisText },
): string {
  const [first, last] = [bins[0], bins.at(-1)]
  if (!first || !last) throw new RangeError(`no values to draw: ${name}`)
  const range = atLeastWide(
    { from: first.from, to: last.to },
    Math.max(WIDTH_MIN, WIDTH_MIN_SHARE * Math.abs(first.from)),
  )
  const most = Math.max(1, ...bins.map(({ count }) => count))
  const plot = valuePlot({ range: { from: 0, to: most * 1.05 }, size: HALF, text: wholeText })
  const x = linearScale(range, { start: plot.box.left + 8, end: plot.box.right - 8 })
  const { values, decimals } = roundSteps(range, NAMES_MAX)
  const names = values.map((value) => ({ x: x(value), text: text(value, decimals) }))
  return chart(
    HALF,
    name,
    drawBottomAxis(names, [plot.box], namesY(plot.box)),
    drawValues(plot),
    ...bins.filter(({ count }) => count > 0).map((bin) => drawBar(bin, { x, plot })),
    range.from < 0 && range.to > 0 ? drawZero(x(0), plot.box) : '',
  )
}

/** Counts have no decimals; a step between two of them has no name. */
function wholeText(value: number): string {
  return Number.isInteger(value) ? axisText(value, 0) : ''
}

function drawBar(
  { from, to, count }: HistogramBin,
  { x, plot }: { readonly x: (value: number) => number; readonly plot: ValuePlot },
): string {
  const alone = from === to ? BAR_WIDTH_MIN / 2 : -GAP / 2
  const [left, right] = [x(from) - alone, x(to) + alone]
  const box = { left, right, top: plot.y(count), bottom: plot.y(0) }
  const words = `${axisText(from, 2)} to ${axisText(to, 2)}: ${count}`
  return element('path', { d: outlineOf(box), fill: fillOf({ from, to }) }, element('title', {}, words))
}

/** A bar across 0 has wins and losses in it. */
function fillOf({ from, to }: Pick<HistogramBin, 'from' | 'to'>): string {
  if (from < 0 && to > 0) return PALETTE.frame
  return from < 0 ? PALETTE.down : PALETTE.up
}

function drawZero(x: number, { top, bottom }: Box): string {
  const ends = [
    { x, y: top },
    { x, y: bottom },
  ]
  return element('path', { d: lineThrough(ends), stroke: PALETTE.ink, 'stroke-width': 2 })
}
