import type { Point } from './box.ts'
import { element, escaped } from './svg.ts'

/** A line of text and where it stands. */
export interface Label {
  /** Drawable already. */
  readonly text: string
  /** The middle of the line's height, at the side that `anchor` names. */
  readonly at: Point
  readonly size: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly fill: string
}

/** The smallest letters that can be read on a phone, where a chart is shown at less than half of its size. */
export const SMALLEST = 22

/** What a line of text needs in height, in times of its size. */
export const LINE_HEIGHT = 1.25

/** How far the line that letters stand on lies below the middle of the text. */
const BASELINE = 0.36

/** Writes the line. */
export function drawLabel({ text, at, size, anchor, fill }: Label): string {
  const place = { x: at.x, y: at.y + BASELINE * size, 'font-size': size, 'text-anchor': anchor, fill }
  return element('text', place, escaped(text))
}
