import { body, type Candle, isAtMost, range } from './candle.ts'

const LONG_BODY_RANGE_SHARE_MIN = 0.5
const STAR_BODY_SHARE_MAX = 0.3

/**
 * A morning star: a long falling candle, then a small body wholly at or under its close, then a rising candle
 * that closes at or above the middle of the first body. Long is half the range or more, small at most 30 % of
 * the first.
 */
export function isMorningStar(first: Candle, star: Candle, last: Candle): boolean {
  return isLongFall(first) && isStarUnder(first, star) && last.close > last.open && regainsHalf(first, last)
}

function isLongFall(candle: Candle): boolean {
  return (
    candle.close < candle.open && isAtMost(LONG_BODY_RANGE_SHARE_MIN * range(candle), body(candle), candle)
  )
}

function isStarUnder(first: Candle, star: Candle): boolean {
  return (
    Math.max(star.open, star.close) <= first.close &&
    isAtMost(body(star), STAR_BODY_SHARE_MAX * body(first), first)
  )
}

function regainsHalf(first: Candle, last: Candle): boolean {
  return isAtMost(body(first) / 2, last.close - first.close, first)
}
