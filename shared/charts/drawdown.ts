import { type Money, max, percentChange, toNumber, ZERO } from '../domain/money.ts'
import type { Point } from './box.ts'
import type { Scale } from './scale.ts'

/** How many percent the deepest fall below an earlier peak was; 0 or negative. */
export function deepestFallPct(amounts: readonly Money[]): number {
  const peaks = peaksOf(amounts)
  const falls = amounts.map((amount, index) => {
    const peak = peaks[index] ?? amount
    return peak > ZERO ? percentChange(peak, amount) : 0
  })
  return Math.min(0, ...falls)
}

/**
 * The corners of what lies between a line and the peaks before it. A peak holds until the line itself crosses it, so
 * that nothing above the line is shaded while it rises to a new peak.
 */
export function fallCorners(
  amounts: readonly Money[],
  { x, y }: { readonly x: (index: number) => number; readonly y: Scale },
): readonly Point[] {
  const peaks = peaksOf(amounts)
  const along = amounts.map((amount, index) => ({ x: x(index), y: y(toNumber(amount)) }))
  const above = peaks.flatMap((peak, index) => {
    const before = peaks[index - 1]
    const last = amounts[index - 1]
    const here = { x: x(index), y: y(toNumber(peak)) }
    if (before === undefined || last === undefined || peak === before) return [here]
    const share = (before - last) / (peak - last)
    return [{ x: x(index - 1) + share * (x(index) - x(index - 1)), y: y(toNumber(before)) }, here]
  })
  return [...along, ...above.toReversed()]
}

/** The highest amount up to each one. */
function peaksOf(amounts: readonly Money[]): readonly Money[] {
  const peaks: Money[] = []
  for (const amount of amounts) peaks.push(max(amount, peaks.at(-1) ?? amount))
  return peaks
}
