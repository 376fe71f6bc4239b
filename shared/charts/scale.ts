import { clamp } from './box.ts'

/** From the least to the greatest value that is drawn. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** Where a value lies in the picture; one beyond the range lies at its end. */
export type Scale = (value: number) => number

/** A scale that takes a range to a stretch of the picture, in either direction. */
export function linearScale(
  { from, to }: Range,
  at: { readonly start: number; readonly end: number },
): Scale {
  if (!(from < to)) throw new RangeError(`not a range to draw: ${from} to ${to}`)
  return (value) => at.start + ((clamp(value, from, to) - from) / (to - from)) * (at.end - at.start)
}

/** The range with a share of itself more at either end, so that nothing touches the edge. */
export function padded({ from, to }: Range, share: number): Range {
  const more = (to - from) * share
  return { from: from - more, to: to + more }
}

/** The range, and around its middle as much more as it takes to be this wide. */
export function atLeastWide({ from, to }: Range, width: number): Range {
  const more = Math.max(0, width - (to - from)) / 2
  return { from: from - more, to: to + more }
}
