import { type Money, subtract, toNumber } from '../domain/money.ts'
import type { ExchangeDate } from '../time/instant.ts'
import { type BottomStep, stepsBeside } from './bottom-axis.ts'
import type { Box } from './box.ts'
import { dollarText } from './dollar-text.ts'
import { MARGIN } from './heading.ts'
import { monthDay } from './month-day.ts'
import { roundSteps } from './round-steps.ts'
import { atLeastWide, linearScale, padded, type Range, type Scale } from './scale.ts'
import { type AxisStep, axisWidth } from './value-axis.ts'

/** What the account was worth when a day closed. */
export interface EquityPoint {
  readonly date: ExchangeDate
  readonly equity: Money
}

/** A plot with its vertical scale, in dollars, and what is written along it. */
export interface DollarPlot {
  readonly box: Box
  readonly y: Scale
  readonly steps: readonly AxisStep[]
}

/** Where the plots of an equity curve lie. */
export interface EquityPlots {
  readonly equity: DollarPlot
  /** Absent while there is one day only. */
  readonly change?: DollarPlot
  readonly days: readonly BottomStep[]
  /** Where the day with this index is. */
  readonly x: (index: number) => number
  /** From one day to the next. */
  readonly dayWidth: number
}

const EQUITY_TOP = 176
const EQUITY_BOTTOM = 590
/** Where the daily change would be, the equity has its room too. */
const CHANGE_TOP = 652
const CHANGE_BOTTOM = 800
const EQUITY_STEPS_MAX = 7
const CHANGE_STEPS_MAX = 4
/** So that an account in which nothing happens is drawn as the flat line it is. */
const WIDTH_MIN_SHARE = 0.002
const DOLLARS_MIN = 1
/** Room for the first and the last value above and below the line. */
const EQUITY_PADDING_SHARE = 0.14
const CHANGE_PADDING_SHARE = 0.06
/** Keeps the bars and the names of the first and of the last day within the plot. */
const INSET = 42

/** Gives the axis on the left the room it needs, and the plots what is left. */
export function equityPlots(points: readonly EquityPoint[], width: number): EquityPlots {
  const changes = changesOf(points)
  const equityAxis = equityAxisOf(points.map(({ equity }) => toNumber(equity)))
  const changeAxis = changeAxisOf(changes.map(toNumber))
  const left = MARGIN + axisWidth([...equityAxis.steps, ...(changes.length > 0 ? changeAxis.steps : [])])
  const right = width - MARGIN
  const across = acrossOf(points, { left, right })
  const bottom = changes.length > 0 ? EQUITY_BOTTOM : CHANGE_BOTTOM
  return {
    equity: dollarPlot(equityAxis, { left, right, top: EQUITY_TOP, bottom }),
    ...(changes.length > 0 && {
      change: dollarPlot(changeAxis, { left, right, top: CHANGE_TOP, bottom: CHANGE_BOTTOM }),
    }),
    ...across,
  }
}

/** What each day but the first one added. */
export function changesOf(points: readonly EquityPoint[]): readonly Money[] {
  return points.slice(1).map(({ equity }, index) => subtract(equity, points[index]?.equity ?? equity))
}

interface DollarAxis {
  readonly range: Range
  readonly steps: readonly AxisStep[]
}

function equityAxisOf(dollars: readonly number[]): DollarAxis {
  const seen = { from: Math.min(...dollars), to: Math.max(...dollars) }
  const wide = atLeastWide(seen, Math.max(seen.to * WIDTH_MIN_SHARE, DOLLARS_MIN))
  const range = padded(wide, EQUITY_PADDING_SHARE)
  const { values, decimals } = roundSteps(range, EQUITY_STEPS_MAX)
  return { range, steps: values.map((value) => ({ value, text: dollarText(value, decimals) })) }
}

/** Zero is always in it: up and down are told from there. */
function changeAxisOf(dollars: readonly number[]): DollarAxis {
  const seen = { from: Math.min(0, ...dollars), to: Math.max(0, ...dollars) }
  const range = padded(atLeastWide(seen, DOLLARS_MIN), CHANGE_PADDING_SHARE)
  const { values, decimals } = roundSteps(range, CHANGE_STEPS_MAX)
  const text = (value: number) => `${value > 0 ? '+' : ''}${dollarText(value, decimals)}`
  return { range, steps: values.map((value) => ({ value, text: text(value) })) }
}

function dollarPlot({ range, steps }: DollarAxis, box: Box): DollarPlot {
  return { box, steps, y: linearScale(range, { start: box.bottom, end: box.top }) }
}

function acrossOf(
  points: readonly EquityPoint[],
  { left, right }: Pick<Box, 'left' | 'right'>,
): Pick<EquityPlots, 'x' | 'days' | 'dayWidth'> {
  const dayWidth = (right - left - 2 * INSET) / Math.max(1, points.length - 1)
  const x = (index: number) => (points.length === 1 ? (left + right) / 2 : left + INSET + index * dayWidth)
  const beside = stepsBeside(right - left - 2 * INSET, 'Mmm 00')
  const every = Math.ceil(points.length / beside)
  const days = points.flatMap(({ date }, index) =>
    index % every === 0 ? [{ x: x(index), text: monthDay(date) }] : [],
  )
  return { x, dayWidth, days }
}
