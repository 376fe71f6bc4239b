import type { Bar } from '../../../shared/domain/bar.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import { centBar } from './cent-bar.ts'
import type { Draws } from './draws.ts'
import { SESSION_VARIANCE_SHARE } from './factor-days.ts'
import { combinedMove, combinedVolatility, type FactorLoading } from './factor-loadings.ts'
import type { FactorPath } from './factor-path.ts'
import type { PrimaryDay } from './primary-days.ts'
import { volatilityShape } from './session-shape.ts'

/** A session's bars still without volume, and how busy each minute is. */
export interface QuietSession {
  readonly bars: readonly Omit<Bar, 'volume'>[]
  /** Times the volume that is usual for the minute. */
  readonly activity: readonly number[]
}

/** How far the extremes of a minute reach beyond its open and close, in its standard deviations. */
const REACH = 0.45
/**
 * Volume follows the size of the moves (correlation about .3 to .5 in real minutes), but not without bound.
 */
const ACTIVITY_PER_DEVIATION = 0.6
const DEVIATIONS_MAX = 6

/** Minute bars of one symbol from the paths of its factors. */
export function primarySession(request: {
  readonly day: PrimaryDay
  readonly openAt: EpochMs
  readonly loadings: readonly FactorLoading[]
  readonly paths: readonly FactorPath[]
  readonly draws: Draws
}): QuietSession {
  const { day, openAt, loadings, paths, draws } = request
  const closes = paths[0]!.moves.map((_, minute) => priceAt(request, minute))
  const bars = closes.map((close, minute) => {
    const deviation = combinedVolatility(loadings, atMinute(paths, 'volatility', minute)) * close
    const reach = { above: reachOf(deviation, draws), below: reachOf(deviation, draws) }
    const open = minute === 0 ? day.open : closes[minute - 1]!
    return { time: (openAt + minute * MINUTE_MS) as EpochMs, ...centBar({ open, close }, reach) }
  })
  return { bars, activity: activityOf([day.open, ...closes], loadings, paths) }
}

function priceAt(
  { day, loadings, paths }: Pick<Parameters<typeof primarySession>[0], 'day' | 'loadings' | 'paths'>,
  minute: number,
): number {
  return day.open * Math.exp(combinedMove(loadings, atMinute(paths, 'moves', minute)))
}

function activityOf(
  prices: readonly number[],
  loadings: readonly FactorLoading[],
  paths: readonly FactorPath[],
): readonly number[] {
  const daily = combinedVolatility(
    loadings,
    loadings.map(() => 1),
  )
  return volatilityShape(prices.length - 1).map((shape, minute) => {
    const usual = daily * Math.sqrt(SESSION_VARIANCE_SHARE) * shape
    const move = Math.abs(Math.log(prices[minute + 1]! / prices[minute]!))
    const deviations = Math.min(DEVIATIONS_MAX, move / usual)
    return (
      (1 - ACTIVITY_PER_DEVIATION * 0.8 + ACTIVITY_PER_DEVIATION * deviations) *
      surgeAt(loadings, paths, minute)
    )
  })
}

/** A breakout of a factor shows in the symbol's volume as much as in its price. */
function surgeAt(loadings: readonly FactorLoading[], paths: readonly FactorPath[], minute: number): number {
  return loadings.reduce(
    (surge, { share }, index) => surge + Math.sqrt(share) * (paths[index]!.surge[minute]! - 1),
    1,
  )
}

function atMinute(paths: readonly FactorPath[], what: keyof FactorPath, minute: number): readonly number[] {
  return paths.map((path) => path[what][minute]!)
}

function reachOf(deviation: number, draws: Draws): number {
  return Math.abs(draws.normal()) * REACH * deviation
}
