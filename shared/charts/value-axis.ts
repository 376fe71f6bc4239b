import type { Box } from './box.ts'
import { drawLabel, SMALLEST } from './label.ts'
import { PALETTE } from './palette.ts'
import type { Scale } from './scale.ts'
import { element, lineThrough } from './svg.ts'
import { textWidth } from './text-width.ts'

/** A value along an axis and how it is written. */
export interface AxisStep {
  readonly value: number
  readonly text: string
}

const GAP = 10

/** The room that the values need on the left of a plot. */
export function axisWidth(steps: readonly AxisStep[]): number {
  return Math.max(0, ...steps.map(({ text }) => textWidth(text, SMALLEST))) + GAP
}

/** A faint line through the plot at each value, which is written on the left. */
export function drawValueAxis(steps: readonly AxisStep[], plot: Box, scale: Scale): string {
  const lines = steps.map(({ value }) => {
    const y = scale(value)
    return lineThrough([
      { x: plot.left, y },
      { x: plot.right, y },
    ])
  })
  return drawGrid(lines) + steps.map((step) => drawStep(step, plot, scale)).join('')
}

/** Faint lines behind what a plot shows. */
export function drawGrid(lines: readonly string[]): string {
  if (lines.length === 0) return ''
  return element('path', { d: lines.join(''), fill: 'none', stroke: PALETTE.grid, 'stroke-width': 1.5 })
}

function drawStep({ value, text }: AxisStep, plot: Box, scale: Scale): string {
  const at = { x: plot.left - GAP, y: scale(value) }
  return drawLabel({ text, at, size: SMALLEST, anchor: 'end', fill: PALETTE.inkSoft })
}
