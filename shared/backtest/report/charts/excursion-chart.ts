import { drawBottomAxis } from '../../../charts/bottom-axis.ts'
import type { Box, Point } from '../../../charts/box.ts'
import { PALETTE } from '../../../charts/palette.ts'
import { roundSteps } from '../../../charts/round-steps.ts'
import { linearScale } from '../../../charts/scale.ts'
import { element, lineThrough } from '../../../charts/svg.ts'
import type { BacktestTrade } from '../../result/backtest-result.ts'
import { chart, HALF } from './chart.ts'
import { axisPct, drawValues, namesY, valuePlot } from './value-plot.ts'

const NAMES_MAX = 7
/** Room beyond the furthest trade, as a share of its distance. */
const MORE = 1.05
/** Percent; a run in which nothing moved has an axis too. */
const PCT_MIN = 0.1
const CROSS = 6

/**
 * Each trade by how far it went against (across) and for (up) its entry: a disc has won, a cross has not. Throws
 * without a trade.
 */
export function excursionChart(trades: readonly BacktestTrade[]): string {
  if (trades.length === 0) throw new RangeError('no trades to draw')
  const places = trades.map(({ adversePct, favourablePct, pnl }) => ({
    against: Math.abs(adversePct),
    for: Math.abs(favourablePct),
    won: pnl > 0,
  }))
  const across = { from: 0, to: furthest(places.map(({ against }) => against)) }
  const plot = valuePlot({
    range: { from: 0, to: furthest(places.map((place) => place.for)) },
    size: HALF,
    text: axisPct,
  })
  const x = linearScale(across, { start: plot.box.left, end: plot.box.right - 8 })
  const points = places.map(({ won, against, for: up }) => ({ won, x: x(against), y: plot.y(up) }))
  return chart(
    HALF,
    'Furthest against and for each trade, in percent of the entry price',
    drawBottomAxis(namesAcross(across, x), [plot.box], namesY(plot.box)),
    drawValues(plot),
    drawFrame(plot.box),
    drawCrosses(points.filter(({ won }) => !won)),
    drawDiscs(points.filter(({ won }) => won)),
  )
}

function furthest(distances: readonly number[]): number {
  return distances.reduce((most, distance) => Math.max(most, distance), PCT_MIN) * MORE
}

function namesAcross(across: { readonly from: number; readonly to: number }, x: (pct: number) => number) {
  const { values, decimals } = roundSteps(across, NAMES_MAX)
  return values.map((value) => ({ x: x(value), text: axisPct(-value, decimals) }))
}

/** The two axes at 0. */
function drawFrame({ left, right, top, bottom }: Box): string {
  const corner = [
    { x: left, y: top },
    { x: left, y: bottom },
    { x: right, y: bottom },
  ]
  return element('path', { d: lineThrough(corner), fill: 'none', stroke: PALETTE.frame, 'stroke-width': 2 })
}

/** A line of no length with round ends is a disc: all of them are one short path. */
function drawDiscs(points: readonly Point[]): string {
  if (points.length === 0) return ''
  const d = points.map((point) => `${lineThrough([point])}h0`).join('')
  const look = { 'stroke-width': 13, 'stroke-linecap': 'round', 'stroke-opacity': 0.75 }
  return element('path', { d, fill: 'none', stroke: PALETTE.up, ...look })
}

function drawCrosses(points: readonly Point[]): string {
  if (points.length === 0) return ''
  const d = points.map(cross).join('')
  return element('path', { d, fill: 'none', stroke: PALETTE.down, 'stroke-width': 3 })
}

function cross({ x, y }: Point): string {
  const [left, right, top, bottom] = [x - CROSS, x + CROSS, y - CROSS, y + CROSS]
  return [
    lineThrough([
      { x: left, y: top },
      { x: right, y: bottom },
    ]),
    lineThrough([
      { x: left, y: bottom },
      { x: right, y: top },
    ]),
  ].join('')
}
