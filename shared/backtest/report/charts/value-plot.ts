import type { Box } from '../../../charts/box.ts'
import { PALETTE } from '../../../charts/palette.ts'
import { roundSteps } from '../../../charts/round-steps.ts'
import { linearScale, type Range, type Scale } from '../../../charts/scale.ts'
import { element, lineThrough, type Size } from '../../../charts/svg.ts'
import { type AxisStep, axisWidth, drawValueAxis } from '../../../charts/value-axis.ts'

/** The one plot of a chart, with its vertical scale and what is written along it. */
export interface ValuePlot {
  readonly box: Box
  readonly y: Scale
  readonly steps: readonly AxisStep[]
}

const STEPS_MAX = 6
const TOP = 18
/** Room below a plot for the names along its bottom. */
const BELOW = 54
const RIGHT = 20

/** Gives the axis on the left the room it needs and the plot what is left. */
export function valuePlot({
  range,
  size,
  text,
  leftMin = 0,
}: {
  readonly range: Range
  readonly size: Size
  /** How a round value along the axis is written. */
  readonly text: (value: number, decimals: number) => string
  /** Where the plot begins at the earliest, so that plots below each other begin together. */
  readonly leftMin?: number
}): ValuePlot {
  const { values, decimals } = roundSteps(range, STEPS_MAX)
  const steps = values.map((value) => ({ value, text: text(value, decimals) }))
  const box = {
    left: Math.max(leftMin, axisWidth(steps) + 4),
    right: size.width - RIGHT,
    top: TOP,
    bottom: size.height - BELOW,
  }
  return { box, steps, y: linearScale(range, { start: box.bottom, end: box.top }) }
}

/** Where the names along the bottom of a plot stand. */
export function namesY({ bottom }: Box): number {
  return bottom + 30
}

/** The values on the left and their faint lines. */
export function drawValues({ box, steps, y }: ValuePlot): string {
  return drawValueAxis(steps, box, y)
}

/** A stronger line across the plot at a value, e.g. at 0. */
export function drawLevel(value: number, { box, y }: ValuePlot): string {
  const ends = [
    { x: box.left, y: y(value) },
    { x: box.right, y: y(value) },
  ]
  return element('path', { d: lineThrough(ends), fill: 'none', stroke: PALETTE.frame, 'stroke-width': 2 })
}

/** "1,200", "−0.5": a value along an axis. */
export function axisText(value: number, decimals: number): string {
  const size = Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  return value < 0 ? `−${size}` : size
}

/** "−2.5 %": a share along an axis. */
export function axisPct(value: number, decimals: number): string {
  return `${axisText(value, decimals)}%`
}
