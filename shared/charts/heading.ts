import type { Box } from './box.ts'
import { fittedText } from './fitted-text.ts'
import { drawLabel, SMALLEST } from './label.ts'
import { PALETTE } from './palette.ts'

/** How far every chart stays away from the edge of its picture. */
export const MARGIN = 24

/** What a chart says above its plot. */
export interface Heading {
  readonly title: string
  readonly subtitle: string
}

/** Title and subtitle at the top of a picture, each on one line. */
export function drawHeading({ title, subtitle }: Heading, width: number): string {
  return [
    headingLine(title, { y: 46, size: 36, fill: PALETTE.ink, width }),
    headingLine(subtitle, { y: 92, size: 26, fill: PALETTE.inkSoft, width }),
  ].join('')
}

/** A line in small letters below or between the plots. */
export function drawRemark(
  text: string,
  { y, width }: { readonly y: number; readonly width: number },
): string {
  return headingLine(text, { y, size: SMALLEST, fill: PALETTE.inkSoft, width })
}

/** What a plot shows, above its left edge. */
export function drawPlotName(text: string, { left, top }: Box): string {
  const at = { x: left, y: top - 24 }
  return drawLabel({ text, at, size: SMALLEST, anchor: 'start', fill: PALETTE.inkSoft })
}

function headingLine(
  words: string,
  line: { readonly y: number; readonly size: number; readonly fill: string; readonly width: number },
): string {
  const { text, size } = fittedText(words, { width: line.width - 2 * MARGIN, size: line.size })
  return drawLabel({ text, size, at: { x: MARGIN, y: line.y }, anchor: 'start', fill: line.fill })
}
