import { above, both } from '../signals/comparison.ts'
import type { Features } from '../signals/features.ts'
import { type Check, countChecks } from './checks.ts'
import { abstain, type Opinion, type Strategy } from './strategy.ts'

const CHECKS_MIN = 6

/** Strategy 1: an established up-trend, told by at least six of eight classic checks on the daily bars. */
export const standard: Strategy = { id: 'standard', family: 'trend', evaluate }

const CHECKS: readonly Check[] = [
  ['SMA20 > SMA50 > SMA200', ({ daily: d }) => both(above(d?.sma20, d?.sma50), above(d?.sma50, d?.sma200))],
  ['price > SMA20', ({ price, daily }) => above(price, daily?.sma20)],
  ['RSI14 > 55', ({ daily }) => above(daily?.rsi14, 55)],
  ['MACD > signal', ({ daily }) => above(daily?.macd, daily?.macdSignal)],
  ['volume ratio > 1.2', ({ volumeRatio }) => above(volumeRatio, 1.2)],
  ['price between the lower band and 98 % of the upper', withinBands],
  ['stochastic K > D', ({ daily }) => above(daily?.stochasticK, daily?.stochasticD)],
  ['bullish candle', ({ today }) => above(today?.close, today?.open)],
]

function evaluate(features: Features): Opinion {
  if (features.quality === 'limited' || features.quality === 'minimal')
    return abstain(`the SMA200 this strategy needs is out of reach: data quality is ${features.quality}`)
  return countChecks(features, CHECKS, CHECKS_MIN)
}

function withinBands({ price, daily }: Features): boolean | undefined {
  if (daily?.bollingerUpper === undefined) return undefined
  return both(above(price, daily.bollingerLower), above(0.98 * daily.bollingerUpper, price))
}
