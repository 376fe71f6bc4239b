import { type BottomStep, stepsBeside } from '../../../charts/bottom-axis.ts'
import type { Box, Point } from '../../../charts/box.ts'
import { monthDay } from '../../../charts/month-day.ts'
import type { ExchangeDate } from '../../../time/instant.ts'

/** More sessions than this are named by month and year. */
const DAYS_NAMED_MAX = 260
/** As long as any name below a plot. */
const LONGEST = 'Mmm 0000'
const INSET = 8
/** Half of a name: the last one stays within the picture. */
const INSET_RIGHT = 36
const ALONE_HALF = 12

/** Where every plot over sessions begins while its values are no wider than "250,000". */
export const SESSIONS_LEFT = 116

/** Where sessions stand beside each other, evenly: weekends and holidays take no room. */
export interface SessionAxis {
  readonly x: (index: number) => number
  readonly steps: readonly BottomStep[]
}

/** Places `dates` across a plot, the first one at its left edge, and names as many as fit. */
export function sessionAxis(
  dates: readonly string[],
  { left, right }: Pick<Box, 'left' | 'right'>,
): SessionAxis {
  const width = right - left - INSET - INSET_RIGHT
  const x = (index: number) =>
    dates.length < 2 ? (left + right) / 2 : left + INSET + (index / (dates.length - 1)) * width
  const every = Math.ceil(dates.length / stepsBeside(width * 0.9, LONGEST))
  const first = Math.floor(every / 2)
  const steps = dates.flatMap((date, index) =>
    index % every === first ? [{ x: x(index), text: sessionName(date, dates.length) }] : [],
  )
  return { x, steps }
}

/** A line needs two ends: a single session is drawn as a short level. */
export function levelIfAlone(line: readonly Point[]): readonly Point[] {
  const [only, another] = line
  if (!only || another) return line
  return [
    { x: only.x - ALONE_HALF, y: only.y },
    { x: only.x + ALONE_HALF, y: only.y },
  ]
}

function sessionName(date: string, sessions: number): string {
  const name = monthDay(date as ExchangeDate)
  return sessions > DAYS_NAMED_MAX ? `${name.slice(0, 3)} ${date.slice(0, 4)}` : name
}
