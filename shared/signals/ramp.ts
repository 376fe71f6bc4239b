/** 0 up to `from`, 1 from `to` on, straight in between; absent when the two do not span a range. */
export function ramp(value: number, from: number, to: number): number | undefined {
  return to > from ? clamp01((value - from) / (to - from)) : undefined
}

/** Held within 0 and 1. */
export function clamp01(value: number): number {
  return Math.min(1, Math.max(0, value))
}
