import type { Features } from '../signals/features.ts'
import { abstain, type Opinion, type Strategy, vote } from './strategy.ts'

const CHECKS_MIN = 6

/** Strategy 1: an established up-trend, told by at least six of eight classic checks on the daily bars. */
export const standard: Strategy = { id: 'standard', family: 'trend', evaluate }

/** A check holds, does not hold, or can't be told because something it needs is absent. */
type Check = readonly [name: string, holds: (features: Features) => boolean | undefined]

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
  const holding = CHECKS.filter(([, holds]) => holds(features) === true).map(([name]) => name)
  if (holding.length >= CHECKS_MIN) return vote(holding.length / CHECKS.length, holding)
  const unknown = CHECKS.filter(([, holds]) => holds(features) === undefined).map(([name]) => name)
  return abstain(
    `${holding.length} of ${CHECKS.length} checks hold, ${CHECKS_MIN} are needed` +
      (unknown.length > 0 ? `; not known: ${unknown.join(', ')}` : ''),
  )
}

function withinBands({ price, daily }: Features): boolean | undefined {
  if (daily?.bollingerUpper === undefined) return undefined
  return both(above(price, daily.bollingerLower), above(0.98 * daily.bollingerUpper, price))
}

function above(value: number | undefined, other: number | undefined): boolean | undefined {
  return value === undefined || other === undefined ? undefined : value > other
}

/** False as soon as one is false, whatever the other; otherwise as unknown as either. */
function both(first: boolean | undefined, second: boolean | undefined): boolean | undefined {
  if (first === false || second === false) return false
  return first === undefined || second === undefined ? undefined : true
}
