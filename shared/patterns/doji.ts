import { body, type Candle, isAtMost, range } from './candle.ts'

const BODY_SHARE_MAX = 0.1

/** A doji: the body is at most a tenth of the range, so neither side won. A bar of one price is one. */
export function isDoji(candle: Candle): boolean {
  return isAtMost(body(candle), BODY_SHARE_MAX * range(candle), candle)
}
