import { drawBottomAxis } from '../../../charts/bottom-axis.ts'
import { PALETTE } from '../../../charts/palette.ts'
import { element, lineThrough, type Size } from '../../../charts/svg.ts'
import { chart } from './chart.ts'
import { levelIfAlone, SESSIONS_LEFT, sessionAxis } from './session-axis.ts'
import { axisPct, drawLevel, drawValues, namesY, valuePlot } from './value-plot.ts'

/** Percent; an account that never falls has an axis too. */
const DEPTH_MIN = 0.1
const MORE = 1.08

/** The area under water: how many percent (0 or less) the account stood below its highest worth so far, by session. */
export function drawdownChart(
  { falls, dates }: { readonly falls: readonly number[]; readonly dates: readonly string[] },
  size: Size,
): string {
  const deepest = falls.reduce((most, fall) => Math.min(most, fall), -DEPTH_MIN) * MORE
  const plot = valuePlot({ range: { from: deepest, to: 0 }, size, text: axisPct, leftMin: SESSIONS_LEFT })
  const { x, steps } = sessionAxis(dates, plot.box)
  const line = levelIfAlone(falls.map((fall, index) => ({ x: x(index), y: plot.y(fall) })))
  const shore = [
    { x: line.at(-1)?.x ?? 0, y: plot.y(0) },
    { x: line[0]?.x ?? 0, y: plot.y(0) },
  ]
  const area = { d: `${lineThrough([...line, ...shore])}Z`, fill: PALETTE.down, 'fill-opacity': 0.22 }
  const edge = { d: lineThrough(line), fill: 'none', stroke: PALETTE.down, 'stroke-width': 3 }
  return chart(
    size,
    'Percent below the highest equity so far',
    drawBottomAxis(steps, [plot.box], namesY(plot.box)),
    drawValues(plot),
    element('path', area),
    element('path', { ...edge, 'stroke-linejoin': 'round' }),
    drawLevel(0, plot),
  )
}
