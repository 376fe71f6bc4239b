import { drawBottomAxis } from '../../../charts/bottom-axis.ts'
import { PALETTE } from '../../../charts/palette.ts'
import { atLeastWide, padded, type Range } from '../../../charts/scale.ts'
import { element, lineThrough, type Size } from '../../../charts/svg.ts'
import type { EquityPoint } from '../../result/backtest-result.ts'
import { chart } from './chart.ts'
import { levelIfAlone, SESSIONS_LEFT, sessionAxis } from './session-axis.ts'
import { axisText, drawLevel, drawValues, namesY, valuePlot } from './value-plot.ts'

/** A line of the equity chart: the worth of the same start cash, session by session, while it is known. */
export interface EquityLine {
  readonly name: string
  readonly look: 'own' | 'held' | 'spy'
  /** USD at the end of each session; a gap where the data have none. */
  readonly worth: readonly (number | undefined)[]
}

/** So that an account in which nothing happens is drawn as the flat line it is. */
const WIDTH_MIN_SHARE = 0.002
const PADDING_SHARE = 0.06

/** How each line is drawn: apart by pattern as well as by colour. */
export const LINE_LOOKS = {
  own: { stroke: PALETTE.up, 'stroke-width': 4 },
  held: { stroke: PALETTE.target, 'stroke-width': 3, 'stroke-dasharray': '12 7' },
  spy: { stroke: PALETTE.inkSoft, 'stroke-width': 3, 'stroke-dasharray': '3 6' },
} as const

/** The account, and what SPY and buying everything would have made of the same cash; lines without a value are left out. */
export function equityLines(equity: readonly EquityPoint[], startUsd: number): readonly EquityLine[] {
  const firstSpy = equity.find(({ spyClose }) => spyClose !== undefined)?.spyClose
  const lines: readonly EquityLine[] = [
    { name: 'This run', look: 'own', worth: equity.map(({ equityUsd }) => equityUsd) },
    { name: 'Buy and hold', look: 'held', worth: equity.map(({ buyAndHoldUsd }) => buyAndHoldUsd) },
    {
      name: 'SPY',
      look: 'spy',
      worth: equity.map(({ spyClose }) => spyClose && firstSpy && (spyClose / firstSpy) * startUsd),
    },
  ]
  return lines.filter(({ worth }) => worth.some((value) => value !== undefined))
}

/** Draws the lines over the sessions, with a level at the start cash. Throws without a session. */
export function equityChart({ lines, dates, startUsd }: EquityPicture, size: Size): string {
  const plot = valuePlot({ range: rangeOf(lines, startUsd), size, text: axisText, leftMin: SESSIONS_LEFT })
  const { x, steps } = sessionAxis(dates, plot.box)
  return chart(
    size,
    'Equity at the end of each session in USD',
    drawBottomAxis(steps, [plot.box], namesY(plot.box)),
    drawValues(plot),
    drawLevel(startUsd, plot),
    // The account itself lies on top.
    ...lines.toReversed().map(({ look, worth }) => drawLine(worth, { x, y: plot.y, look })),
  )
}

/** What the equity chart shows. */
export interface EquityPicture {
  readonly lines: readonly EquityLine[]
  readonly dates: readonly string[]
  readonly startUsd: number
}

function rangeOf(lines: readonly EquityLine[], startUsd: number): Range {
  const all = lines.flatMap(({ worth }) => worth.filter((value) => value !== undefined))
  const [from, to] = all.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)] as const,
    [startUsd, startUsd] as const,
  )
  return padded(atLeastWide({ from, to }, Math.max(to * WIDTH_MIN_SHARE, 1)), PADDING_SHARE)
}

function drawLine(
  worth: EquityLine['worth'],
  {
    x,
    y,
    look,
  }: {
    readonly x: (index: number) => number
    readonly y: (usd: number) => number
    readonly look: EquityLine['look']
  },
): string {
  const d = stretches(worth)
    .map((stretch) => stretch.map(({ index, usd }) => ({ x: x(index), y: y(usd) })))
    .map((line) => lineThrough(levelIfAlone(line)))
    .join('')
  return element('path', { d, fill: 'none', 'stroke-linejoin': 'round', ...LINE_LOOKS[look] })
}

/** The line's pieces between its gaps. */
function stretches(worth: EquityLine['worth']): readonly (readonly { index: number; usd: number }[])[] {
  const pieces: { index: number; usd: number }[][] = []
  for (const [index, usd] of worth.entries()) {
    if (usd === undefined) continue
    if (index === 0 || worth[index - 1] === undefined) pieces.push([])
    pieces.at(-1)!.push({ index, usd })
  }
  return pieces
}
