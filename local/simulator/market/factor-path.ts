import { drawsOf } from './draws.ts'
import { type FactorDay, SESSION_VARIANCE_SHARE } from './factor-days.ts'
import { passedVariance, volatilityShape } from './session-shape.ts'

/** One factor's session minute by minute, in units of its daily standard deviation. */
export interface FactorPath {
  /** Log move since the open at each minute's end; the last is the day's session move. */
  readonly moves: readonly number[]
  /** The standard deviation the minute was drawn with. */
  readonly volatility: readonly number[]
  /** How many times the usual volume a breakout brings; 1 without one. */
  readonly surge: readonly number[]
}

const CLUSTER_PERSISTENCE = 0.96
const CLUSTER_SPREAD = 0.55
const SURGE = 3
const SURGE_MINUTES = 35
/** How fast a breakout covers its way: two thirds within this many minutes. */
const BREAKOUT_MINUTES = 70

/**
 * Minute noise with fat tails, clustered volatility and the day's shape, bent so that it ends at the day's
 * session move: the difference is spread as the variance is, on a breakout day the move itself follows the
 * breakout.
 */
export function factorPath(seed: number, factor: string, day: FactorDay, minutes: number): FactorPath {
  const draws = drawsOf(seed, 'path', factor, day.date)
  const shape = volatilityShape(minutes)
  const usual = passedVariance(shape)
  const drift = day.breakoutMinute === undefined ? usual : breakoutDrift(day.breakoutMinute, minutes)
  const volatility = clustered(shape, day, () => draws.normal())
  const noise = accumulated(volatility.map((scale) => scale * draws.heavyTailed()))
  const end = noise.at(-1) ?? 0
  const moves = noise.map((value, minute) => value - end * usual[minute]! + day.session * drift[minute]!)
  return { moves, volatility, surge: surgeOf(day.breakoutMinute, minutes) }
}

function clustered(shape: readonly number[], day: FactorDay, normal: () => number): readonly number[] {
  let level = CLUSTER_SPREAD * normal()
  return shape.map((scale) => {
    const shock = CLUSTER_SPREAD * Math.sqrt(1 - CLUSTER_PERSISTENCE ** 2) * normal()
    level = CLUSTER_PERSISTENCE * level + shock
    return Math.sqrt(SESSION_VARIANCE_SHARE) * day.volatility * scale * Math.exp(level - CLUSTER_SPREAD ** 2)
  })
}

function breakoutDrift(start: number, minutes: number): readonly number[] {
  const whole = 1 - Math.exp(-(minutes - start) / BREAKOUT_MINUTES)
  return Array.from({ length: minutes }, (_, minute) =>
    minute < start ? 0 : (1 - Math.exp(-(minute + 1 - start) / BREAKOUT_MINUTES)) / whole,
  )
}

function surgeOf(start: number | undefined, minutes: number): readonly number[] {
  return Array.from({ length: minutes }, (_, minute) =>
    start === undefined || minute < start ? 1 : 1 + SURGE * Math.exp(-(minute - start) / SURGE_MINUTES),
  )
}

function accumulated(values: readonly number[]): readonly number[] {
  let total = 0
  return values.map((value) => {
    total += value
    return total
  })
}
