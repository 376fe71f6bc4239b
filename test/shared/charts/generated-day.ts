import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Bar } from '../../../shared/domain/bar.ts'
import { atMinute } from '../../support/session.ts'

export interface GeneratedDay {
  readonly seed: number
  readonly from: number
  /** How many minutes after the open, from the first bar to the last. */
  readonly minutes: number
  /** Where the price drifts to: the minutes after the open at which it is so many percent from the start. */
  readonly course: readonly (readonly [minute: number, pct: number])[]
}

const NOISE_PCT = 0.07
const WICK_PCT = 0.05

/** Minute bars made up with a seed, no market's: noise around a course, busy at the open and at the close. */
export function generatedDay({ seed, from, minutes, course }: GeneratedDay): readonly Bar[] {
  const random = xoroshiro128plus(seed)
  const draw = () => uniformFloat64(random)
  let close = from
  let noise = 0
  return Array.from({ length: minutes }, (_, minute) => {
    const open = close
    noise = noise * 0.9 + (draw() - 0.5) * 2 * NOISE_PCT
    close = cents(from * (1 + (pctAt(course, minute) + noise) / 100))
    const wick = () => (from * WICK_PCT * draw()) / 100
    const high = cents(Math.max(open, close) + wick())
    const low = cents(Math.min(open, close) - wick())
    return { time: atMinute(minute), open, high, low, close, volume: volumeAt(minute, draw) }
  })
}

function pctAt(course: GeneratedDay['course'], minute: number): number {
  const next = course.findIndex(([at]) => at >= minute)
  const [toMinute, toPct] = course[next] ?? course.at(-1) ?? [0, 0]
  const [fromMinute, fromPct] = course[next - 1] ?? [0, 0]
  if (next < 0 || toMinute === fromMinute) return toPct
  return fromPct + ((minute - fromMinute) / (toMinute - fromMinute)) * (toPct - fromPct)
}

function volumeAt(minute: number, draw: () => number): number {
  const busy = 1 + 3 * Math.exp(-minute / 25) + 2 * Math.exp(-(390 - minute) / 20)
  return Math.round(9_000 * busy * (0.5 + draw()))
}

function cents(price: number): number {
  return Math.round(price * 100) / 100
}
