import type { Features } from '../signals/features.ts'
import { abstain, type Opinion, type Strategy, vote } from './strategy.ts'

const RATIO_MIN = 1.2
const RATIO_BEST = 2.4
/** A close this far above the range is a full breakout, in percent of the range's high. */
const CLEAR_PCT = 0.5

/** Strategy 6: after 09:45 a minute closes above the high of the opening range, on more volume than usual. */
export const orbBreakout: Strategy = { id: 'orb-breakout', family: 'breakout', evaluate }

function evaluate({ openingRange, lastMinuteClose: close, volumeRatio }: Features): Opinion {
  if (!openingRange) return abstain('there is no opening range today')
  if (!openingRange.fixed) return abstain('the opening range is still forming')
  if (close === undefined) return abstain('no minute of today is complete')
  const { high, low } = openingRange
  const range = `the opening range ${low.toFixed(2)}-${high.toFixed(2)}`
  if (close <= high)
    return abstain(`the minute closed at ${close.toFixed(2)}, ${close < low ? 'below' : 'inside'} ${range}`)
  if (volumeRatio === undefined) return abstain('the time-of-day volume ratio is not known')
  if (volumeRatio < RATIO_MIN) return abstain(`volume ratio ${volumeRatio.toFixed(2)} is below ${RATIO_MIN}`)
  return vote(strength(close, high, volumeRatio), [
    `the minute closed at ${close.toFixed(2)}, above ${range}`,
    `volume ratio ${volumeRatio.toFixed(2)}`,
  ])
}

/** .5 for the breakout, the rest in equal parts for how clear it is and for the volume behind it. */
function strength(close: number, high: number, volumeRatio: number): number {
  const clear = Math.min(1, ((close / high - 1) * 100) / CLEAR_PCT)
  const backed = Math.min(1, (volumeRatio - RATIO_MIN) / (RATIO_BEST - RATIO_MIN))
  return 0.5 + 0.25 * clear + 0.25 * backed
}
