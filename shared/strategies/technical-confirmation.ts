import { above, both } from '../signals/comparison.ts'
import type { Features } from '../signals/features.ts'
import { type Check, countChecks } from './checks.ts'
import type { Strategy } from './strategy.ts'

const CHECKS_MIN = 3
const ADX_MIN = 20
const STOCHASTIC_MAX = 80

/** Strategy 8: the mean of many indicators, told by at least three of six that confirm each other. */
export const technicalConfirmation: Strategy = {
  id: 'technical-confirmation',
  family: 'mean',
  evaluate: (features) => countChecks(features, CHECKS, CHECKS_MIN),
}

const CHECKS: readonly Check[] = [
  ['MACD histogram > 0 and rising', risingHistogram],
  ['price > VWAP', ({ price, sessionVwap }) => above(price, sessionVwap)],
  [
    `ADX14 > ${ADX_MIN} with +DI > -DI`,
    ({ daily: d }) => both(above(d?.adx14, ADX_MIN), above(d?.plusDi14, d?.minusDi14)),
  ],
  [
    `stochastic K > D and K < ${STOCHASTIC_MAX}`,
    ({ daily: d }) => both(above(d?.stochasticK, d?.stochasticD), above(STOCHASTIC_MAX, d?.stochasticK)),
  ],
  ['EMA12 > EMA26', ({ daily }) => above(daily?.ema12, daily?.ema26)],
  ['OBV slope > 0', ({ obvSlope }) => above(obvSlope, 0)],
]

function risingHistogram({ daily, dailyPrevious }: Features): boolean | undefined {
  return both(above(daily?.macdHistogram, 0), above(daily?.macdHistogram, dailyPrevious?.macdHistogram))
}
