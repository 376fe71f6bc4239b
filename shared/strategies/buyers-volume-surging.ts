import type { Features } from '../signals/features.ts'
import { abstain, type Opinion, type Strategy, vote } from './strategy.ts'

const RATIO_MIN = 1.5
const SPIKE_MIN = 2
const RSI_MIN = 60
const CORRELATION_MIN = 0.7
const PRESSURE_MIN = 0.7

/** Strategy 5: unusual volume that comes from buyers. The score starts at 0 and is earned by each kind of evidence. */
export const buyersVolumeSurging: Strategy = { id: 'buyers-volume-surging', family: 'volume', evaluate }

function evaluate(features: Features): Opinion {
  const { volumeRatio } = features
  if (volumeRatio === undefined) return abstain('the time-of-day volume ratio is not known')
  if (volumeRatio <= RATIO_MIN)
    return abstain(`volume ratio ${volumeRatio.toFixed(2)} is not above ${RATIO_MIN}`)
  const activity = present([spike(features), strongRsi(features)])
  if (activity.length === 0)
    return abstain(`neither a volume spike above ${SPIKE_MIN}× nor RSI14 above ${RSI_MIN}`)
  const buyers = present([rising(features), pressure(features)])
  if (buyers.length === 0)
    return abstain(
      `neither price-volume correlation above ${CORRELATION_MIN} nor buy pressure above ${PRESSURE_MIN}`,
    )
  const volume = {
    points: 0.4 * share(volumeRatio, RATIO_MIN, 3),
    reason: `volume ratio ${volumeRatio.toFixed(2)}`,
  }
  const evidence = [volume, ...activity, ...buyers]
  return vote(
    evidence.reduce((sum, { points }) => sum + points, 0),
    evidence.map(({ reason }) => reason),
  )
}

interface Evidence {
  readonly points: number
  readonly reason: string
}

function spike({ volumeSurge }: Features): Evidence | undefined {
  if (volumeSurge === undefined || volumeSurge <= SPIKE_MIN) return undefined
  return { points: 0.2 * share(volumeSurge, SPIKE_MIN, 5), reason: `volume spike ${volumeSurge.toFixed(2)}×` }
}

function strongRsi({ daily }: Features): Evidence | undefined {
  if (daily?.rsi14 === undefined || daily.rsi14 <= RSI_MIN) return undefined
  return { points: 0.1, reason: `RSI14 ${daily.rsi14.toFixed(1)}` }
}

function rising({ priceVolumeCorrelation: correlation }: Features): Evidence | undefined {
  if (correlation === undefined || correlation <= CORRELATION_MIN) return undefined
  return {
    points: 0.15 * share(correlation, CORRELATION_MIN, 1),
    reason: `price-volume correlation ${correlation.toFixed(2)}`,
  }
}

function pressure({ buyPressure }: Features): Evidence | undefined {
  if (buyPressure === undefined || buyPressure <= PRESSURE_MIN) return undefined
  return {
    points: 0.15 * share(buyPressure, PRESSURE_MIN, 1),
    reason: `buy pressure ${buyPressure.toFixed(2)}`,
  }
}

/** Half of the points for passing the threshold, all of them at `best`. */
function share(value: number, threshold: number, best: number): number {
  return 0.5 + 0.5 * Math.min(1, (value - threshold) / (best - threshold))
}

function present(evidence: readonly (Evidence | undefined)[]): Evidence[] {
  return evidence.filter((item) => item !== undefined)
}
