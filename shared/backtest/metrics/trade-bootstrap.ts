import { moneyFromNumber, toNumber } from '../../domain/money.ts'
import { type Interval, percentileInterval, RESAMPLES } from './bootstrap-interval.ts'
import { randomIndexes } from './random-indexes.ts'

/** How far profit factor and expectancy can be from what was seen. */
interface TradeIntervals {
  readonly profitFactor?: Interval
  readonly expectancyUsd?: Interval
}

/**
 * 90 % intervals from drawing as many trades as there are, each alike and independent of the others. Absent under 2
 * trades. A resample without a loss has no profit factor.
 */
export function tradeIntervals(pnlUsd: readonly number[], seed: number): TradeIntervals {
  if (pnlUsd.length < 2) return {}
  const { profitFactors, expectancies } = resampled(Float64Array.from(pnlUsd), seed)
  const profitFactor = percentileInterval(profitFactors)
  const expectancy = percentileInterval(expectancies)
  return {
    ...(profitFactor && { profitFactor }),
    ...(expectancy && {
      expectancyUsd: { low: settled(expectancy.low), high: settled(expectancy.high) },
    }),
  }
}

function resampled(pnlUsd: Float64Array, seed: number) {
  const sides = { won: pnlUsd.map((pnl) => Math.max(pnl, 0)), lost: pnlUsd.map((pnl) => Math.max(-pnl, 0)) }
  const drawIndexes = randomIndexes(seed, 'trades')
  const indexes = new Uint32Array(pnlUsd.length)
  const profitFactors = new Float64Array(RESAMPLES)
  const expectancies = new Float64Array(RESAMPLES)
  for (let resample = 0; resample < RESAMPLES; resample += 1) {
    drawIndexes(indexes, pnlUsd.length)
    const { won, lost } = sumsAt(indexes, sides)
    profitFactors[resample] = lost > 0 ? won / lost : Number.NaN
    expectancies[resample] = (won - lost) / pnlUsd.length
  }
  return { profitFactors, expectancies }
}

/** Two columns and no question of the sign: a branch that goes either way would take most of the time. */
function sumsAt(
  indexes: Uint32Array,
  sides: { readonly won: Float64Array; readonly lost: Float64Array },
): { readonly won: number; readonly lost: number } {
  let [won, lost] = [0, 0]
  for (let draw = 0; draw < indexes.length; draw += 1) {
    const index = indexes[draw]!
    won += sides.won[index]!
    lost += sides.lost[index]!
  }
  return { won, lost }
}

/** An amount like the expectancy it belongs to. */
function settled(usd: number): number {
  return toNumber(moneyFromNumber(usd))
}
