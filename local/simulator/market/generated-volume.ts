import type { Ticker } from '../../../shared/domain/ids.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { drawsOf } from './draws.ts'
import { volumeShape } from './session-shape.ts'

/** Days and minutes differ in volume beyond what prices explain: standard deviations of the logarithm. */
const DAY_SPREAD = 0.25
const MINUTE_SPREAD = 0.6

interface VolumeRequest {
  readonly seed: number
  readonly symbol: { readonly symbol: Ticker; readonly averageVolume: number }
  readonly date: ExchangeDate
}

/** Shares of each minute: the day's level, the U over the session, how busy the minute is, and chance. */
export function minuteVolumes(request: VolumeRequest, activity: readonly number[]): readonly number[] {
  const draws = volumeDraws(request)
  const level = request.symbol.averageVolume * draws.logNormal(DAY_SPREAD)
  return volumeShape(activity.length).map((share, minute) =>
    Math.max(1, Math.round(level * share * activity[minute]! * draws.logNormal(MINUTE_SPREAD))),
  )
}

/** Shares of a day that has no minutes; `liveliness` is 1 on a usual day. */
export function dayVolume(request: VolumeRequest, liveliness: number): number {
  const level = request.symbol.averageVolume * volumeDraws(request).logNormal(DAY_SPREAD)
  return Math.max(1, Math.round(level * liveliness))
}

function volumeDraws({ seed, symbol, date }: VolumeRequest) {
  return drawsOf(seed, 'volume', symbol.symbol, date)
}
