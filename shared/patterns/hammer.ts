import { body, type Candle, isAtMost, lowerShadow, upperShadow } from './candle.ts'

const LOWER_SHADOW_BODIES_MIN = 2
const UPPER_SHADOW_BODIES_MAX = 0.5

/**
 * A hammer: a lower shadow of at least two bodies under an upper shadow of at most half a body. A bar without
 * a lower shadow is none, although a bar of one price would meet both rules with nothing at all.
 */
export function isHammer(candle: Candle): boolean {
  return (
    lowerShadow(candle) > 0 &&
    isAtMost(LOWER_SHADOW_BODIES_MIN * body(candle), lowerShadow(candle), candle) &&
    isAtMost(upperShadow(candle), UPPER_SHADOW_BODIES_MAX * body(candle), candle)
  )
}
