import type { Features } from './features.ts'
import { clamp01, ramp } from './ramp.ts'

/**
 * The eleven parts of the score, each 0-1 and absent when what it looks at is not known. The spec weighs the parts
 * and leaves their inside open: each mapping is told in its own sentence.
 */
export type SubScore = (features: Features) => number | undefined

/** A third for each of price > SMA20, SMA20 > SMA50, SMA50 > SMA200; a longer average that is unknown gives no third. */
export function smaStack({ price, daily }: Features): number | undefined {
  if (daily?.sma20 === undefined) return undefined
  const { sma20, sma50, sma200 } = daily
  const steps = [price > sma20, sma50 !== undefined && sma20 > sma50, exceeds(sma50, sma200)]
  return steps.filter(Boolean).length / steps.length
}

/** Where the price stands in the range of the session: 0 at the low, 1 from four fifths of the way up. */
export function pricePosition({ price, today }: Features): number | undefined {
  return today && ramp(price, today.low, today.low + 0.8 * (today.high - today.low))
}

/** 1 when MACD is above its signal and the gap grows, .8 when only above, .6 when below but the gap closes, else 0. */
export function macd({ daily, dailyPrevious }: Features): number | undefined {
  if (daily?.macdHistogram === undefined) return undefined
  const growing = exceeds(daily.macdHistogram, dailyPrevious?.macdHistogram)
  if (daily.macdHistogram > 0) return growing ? 1 : 0.8
  return growing ? 0.6 : 0
}

/** 0 up to the middle band, rising to 1 at seven tenths of the way between the two, falling to .5 a quarter beyond the upper. */
export function bollinger({ price, daily }: Features): number | undefined {
  const { bollingerLower: lower, bollingerUpper: upper } = daily ?? {}
  if (lower === undefined || upper === undefined || upper <= lower) return undefined
  const position = (price - lower) / (upper - lower)
  return position <= 1 ? clamp01((position - 0.5) / 0.2) : 1 - 0.5 * clamp01((position - 1) / 0.25)
}

/** 1 when K is above D, .5 when it is not but both stay at 80 or above, as in a strong trend, else 0. */
export function stochastic({ daily }: Features): number | undefined {
  const { stochasticK: k, stochasticD: d } = daily ?? {}
  if (k === undefined || d === undefined) return undefined
  if (k > d) return 1
  return k >= 80 && d >= 80 ? 0.5 : 0
}

/** 1 for a bullish pattern in today's bar, .5 for a bar that is merely up and not a doji, else 0. */
export function pattern({ today, daily }: Features): number | undefined {
  if (!today) return undefined
  if (daily?.bullishEngulfing || daily?.morningStar || daily?.hammer) return 1
  return today.close > today.open && daily?.doji === false ? 0.5 : 0
}

/** Time-of-day volume ratio: 0 up to 1.3 times the usual volume, 1 from 2.1 times on. */
export function volumeRatio({ volumeRatio }: Features): number | undefined {
  return volumeRatio === undefined ? undefined : ramp(volumeRatio, 1.3, 2.1)
}

/** Volume of the last minute against the five before: 0 when nothing traded, 1 at half as much again. */
export function volumeSurge({ volumeSurge }: Features): number | undefined {
  return volumeSurge === undefined ? undefined : ramp(volumeSurge, 0, 1.5)
}

/** Which side the recent volume was on: 0 at a buy pressure of .3, 1 at .7. */
export function volumeSide({ buyPressure }: Features): number | undefined {
  return buyPressure === undefined ? undefined : ramp(buyPressure, 0.3, 0.7)
}

/** Daily RSI14: 1 within 55-70, .8 above 70 up to 80, fading to 0 at 45 and from .8 to 0 at 90. */
export function rsi({ daily }: Features): number | undefined {
  if (daily?.rsi14 === undefined) return undefined
  const value = daily.rsi14
  if (value < 55) return ramp(value, 45, 55)
  if (value <= 70) return 1
  return value <= 80 ? 0.8 : 0.8 * clamp01((90 - value) / 10)
}

/** Where the price stands in the opening range, still forming or fixed: 0 at or below its low, 1 at or above its high. */
export function openingRange({ price, openingRange }: Features): number | undefined {
  return openingRange && ramp(price, openingRange.low, openingRange.high)
}

function exceeds(value: number | undefined, other: number | undefined): boolean {
  return value !== undefined && other !== undefined && value > other
}
