import { chart } from '../../backtest/report/charts/chart.ts'
import { levelIfAlone, SESSIONS_LEFT, sessionAxis } from '../../backtest/report/charts/session-axis.ts'
import {
  axisText,
  drawLevel,
  drawValues,
  namesY,
  valuePlot,
} from '../../backtest/report/charts/value-plot.ts'
import { drawBottomAxis } from '../../charts/bottom-axis.ts'
import { PALETTE } from '../../charts/palette.ts'
import { atLeastWide, padded, type Range } from '../../charts/scale.ts'
import { element, lineThrough, type Size } from '../../charts/svg.ts'
import type { PolicyName } from '../policies.ts'

/** So that rewards which never move are drawn as the flat line they are. */
const WIDTH_MIN = 0.02
const PADDING_SHARE = 0.06

/** How the line of each is drawn: apart by pattern as well as by colour. */
export const PLAYER_LOOKS: Readonly<Record<PolicyName, Readonly<Record<string, string | number>>>> = {
  bandit: { stroke: PALETTE.up, 'stroke-width': 4 },
  random: { stroke: PALETTE.inkSoft, 'stroke-width': 3, 'stroke-dasharray': '3 6' },
  reactive: { stroke: PALETTE.target, 'stroke-width': 3, 'stroke-dasharray': '12 7' },
}

/** The rewards of one who plays, day by day, once there are any. */
export interface RewardLine {
  readonly name: PolicyName
  readonly values: readonly (number | undefined)[]
}

/** What a reward chart shows; the first line lies on top. */
export interface RewardPicture {
  /** For a screen reader. */
  readonly name: string
  readonly lines: readonly RewardLine[]
  readonly dates: readonly string[]
}

/** Draws rewards over days, with a level at 0: what not trading earns. */
export function rewardChart({ name, lines, dates }: RewardPicture, size: Size): string {
  const plot = valuePlot({ range: rangeOf(lines), size, text: axisText, leftMin: SESSIONS_LEFT })
  const { x, steps } = sessionAxis(dates, plot.box)
  return chart(
    size,
    name,
    drawBottomAxis(steps, [plot.box], namesY(plot.box)),
    drawValues(plot),
    drawLevel(0, plot),
    ...lines.toReversed().map((line) => drawLine(line, { x, y: plot.y })),
  )
}

function rangeOf(lines: readonly RewardLine[]): Range {
  let [from, to] = [0, 0]
  for (const value of lines.flatMap(({ values }) => values.filter((known) => known !== undefined)))
    [from, to] = [Math.min(from, value), Math.max(to, value)]
  return padded(atLeastWide({ from, to }, WIDTH_MIN), PADDING_SHARE)
}

function drawLine(
  { name, values }: RewardLine,
  { x, y }: { readonly x: (day: number) => number; readonly y: (reward: number) => number },
): string {
  const points = values.flatMap((value, day) => (value === undefined ? [] : [{ x: x(day), y: y(value) }]))
  if (points.length === 0) return ''
  const d = lineThrough(levelIfAlone(points))
  return element('path', { d, fill: 'none', 'stroke-linejoin': 'round', ...PLAYER_LOOKS[name] })
}
