import { above } from './comparison.ts'
import type { Features } from './features.ts'
import { clamp01, ramp } from './ramp.ts'
import * as subScores from './sub-scores.ts'

/**
 * What the strategies that weigh evidence look at beyond the parts of the score, each 0-1 and absent when what it
 * looks at is not known. The spec names and weighs them (§7) and leaves their inside open.
 */

/** Half the place of the price in the session's range, half the candle that the session draws. */
export function priceAction(features: Features): number | undefined {
  return mean([subScores.pricePosition(features), subScores.pattern(features)])
}

/** Half the daily RSI14, half the MACD against its signal. */
export function momentum(features: Features): number | undefined {
  return mean([subScores.rsi(features), subScores.macd(features)])
}

/** Five days' volatility over twenty days': 1 within .8-1.5, fading to 0 at .3 (asleep) and at 2.5 (wild). */
export function volatility({ daily }: Features): number | undefined {
  const { realizedVolatility5: short, realizedVolatility20: long } = daily ?? {}
  if (short === undefined || long === undefined || long <= 0) return undefined
  const ratio = short / long
  return ratio <= 1.5 ? ramp(ratio, 0.3, 0.8) : clamp01(2.5 - ratio)
}

/** Speed of the price: 0 when it stands or falls, 1 at twice the move that is usual for the time. */
export function velocity({ velocity }: Features): number | undefined {
  return velocity === undefined ? undefined : ramp(velocity, 0, 2)
}

/**
 * How far different kinds of momentum point up together: a sixth for each of daily RSI14 > 50, 5-minute RSI14 > 50,
 * MACD > signal, +DI > −DI, EMA12 > EMA26 and price > VWAP; one that is unknown gives no sixth, without any it is absent.
 */
export function convergence({ price, daily, rsi14FiveMinute, sessionVwap }: Features): number | undefined {
  const measures = [
    above(daily?.rsi14, 50),
    above(rsi14FiveMinute, 50),
    above(daily?.macdHistogram, 0),
    above(daily?.plusDi14, daily?.minusDi14),
    above(daily?.ema12, daily?.ema26),
    above(price, sessionVwap),
  ]
  if (measures.every((measure) => measure === undefined)) return undefined
  return measures.filter((measure) => measure === true).length / measures.length
}

/** Volume of the whole day against the usual at this time: 0 at the usual, 1 at three times as much. */
export function volumeExplosion({ volumeRatio }: Features): number | undefined {
  return volumeRatio === undefined ? undefined : ramp(volumeRatio, 1, 3)
}

/** A close above the last twenty bars: 0 without one or on half the usual volume, 1 on twice the usual. */
export function volumeBreakout({ volumeBreakout }: Features): number | undefined {
  return volumeBreakout === undefined ? undefined : ramp(volumeBreakout, 0.5, 2)
}

/**
 * A third for each time frame that rises: minutes (price above the mean of the last twenty bars), five minutes (RSI14
 * above 50) and days (price > SMA20); absent until all three are known.
 */
export function multiTimeframe({
  price,
  daily,
  rsi14FiveMinute,
  minuteTrendPct,
}: Features): number | undefined {
  if (minuteTrendPct === undefined || rsi14FiveMinute === undefined || daily?.sma20 === undefined)
    return undefined
  const frames = [minuteTrendPct > 0, rsi14FiveMinute > 50, price > daily.sma20]
  return frames.filter(Boolean).length / frames.length
}

/** Absent when one of the two is. */
function mean([first, second]: readonly [number | undefined, number | undefined]): number | undefined {
  return first === undefined || second === undefined ? undefined : (first + second) / 2
}
