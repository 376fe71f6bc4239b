import type { Box } from './box.ts'
import { drawLabel, SMALLEST } from './label.ts'
import { PALETTE } from './palette.ts'
import { lineThrough } from './svg.ts'
import { textWidth } from './text-width.ts'
import { drawGrid } from './value-axis.ts'

/** A place along the bottom of a chart and what it is called. */
export interface BottomStep {
  readonly x: number
  readonly text: string
}

const GAP = 24

/** How many texts as long as this one stand beside each other. */
export function stepsBeside(width: number, text: string): number {
  return Math.max(1, Math.floor((width + GAP) / (textWidth(text, SMALLEST) + GAP)))
}

/** Names below a chart, and a faint line up through each of its plots. */
export function drawBottomAxis(steps: readonly BottomStep[], plots: readonly Box[], y: number): string {
  const lines = steps.flatMap(({ x }) =>
    plots.map(({ top, bottom }) =>
      lineThrough([
        { x, y: top },
        { x, y: bottom },
      ]),
    ),
  )
  const names = steps.map(({ x, text }) =>
    drawLabel({ text, at: { x, y }, size: SMALLEST, anchor: 'middle', fill: PALETTE.inkSoft }),
  )
  return drawGrid(lines) + names.join('')
}
