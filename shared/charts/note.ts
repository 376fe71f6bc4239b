import type { Box } from './box.ts'
import { drawLabel, LINE_HEIGHT } from './label.ts'
import { PALETTE } from './palette.ts'
import { element, type Size } from './svg.ts'
import { textWidth } from './text-width.ts'

/** A short text within a plot. */
export interface Note {
  readonly text: string
  readonly size: number
  readonly fill: string
}

const PADDING = 6
const PAPER_OPACITY = 0.9

/** The room that a note needs. */
export function noteSize({ text, size }: Pick<Note, 'text' | 'size'>): Size {
  return { width: textWidth(text, size) + 2 * PADDING, height: LINE_HEIGHT * size }
}

/** Draws a note in its room, on paper that what lies below shines through. */
export function drawNote({ text, size, fill }: Note, { left, top, right, bottom }: Box): string {
  const paper = { x: left, y: top, width: right - left, height: bottom - top, rx: 4, fill: PALETTE.paper }
  const at = { x: (left + right) / 2, y: (top + bottom) / 2 }
  return [
    element('rect', { ...paper, 'fill-opacity': PAPER_OPACITY }),
    drawLabel({ text, at, size, anchor: 'middle', fill }),
  ].join('')
}
