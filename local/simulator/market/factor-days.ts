import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { type Draws, drawsOf } from './draws.ts'

/**
 * One day of one factor (the market, a sector, or what is a symbol's own), in units of its daily standard
 * deviation.
 */
export interface FactorDay {
  readonly date: ExchangeDate
  /** Log move from the last close to the open, and from the open to the close. */
  readonly gap: number
  readonly session: number
  /** How lively the day is: calm and wild days come in clusters; 1 on average, as a variance. */
  readonly volatility: number
  /** Present on a trending day: when, in minutes after the open, the factor leaves its morning range. */
  readonly breakoutMinute?: number
}

/**
 * Of a day's variance: the rest, about a third, happens over night, as in recorded stocks and index funds.
 */
export const SESSION_VARIANCE_SHARE = 0.65
/** One factor day in sixteen trends; a symbol sees its own, its sector's and the market's. */
const BREAKOUT_RATE = 1 / 16
const BREAKOUT_MOVE = { least: 1.5, most: 3 }
const BREAKOUT_MINUTE = { least: 20, most: 90 }
const VOLATILITY_PERSISTENCE = 0.94
const VOLATILITY_SPREAD = 0.3
/** Larger standardised moves than this do not happen, so that no 3x fund is wiped out in a day. */
const MOVE_MAX = 5

/**
 * All days of one factor, each following from the ones before it; a longer list begins with the shorter one.
 */
export function factorDays(
  seed: number,
  factor: string,
  dates: readonly ExchangeDate[],
): readonly FactorDay[] {
  const draws = drawsOf(seed, 'days', factor)
  let level = VOLATILITY_SPREAD * draws.normal()
  return dates.map((date) => {
    const shock = VOLATILITY_SPREAD * Math.sqrt(1 - VOLATILITY_PERSISTENCE ** 2) * draws.normal()
    level = VOLATILITY_PERSISTENCE * level + shock
    return dayOf(date, Math.exp(level - VOLATILITY_SPREAD ** 2), draws)
  })
}

/** Always the same number of draws, so that a day's kind does not shift the days after it. */
function dayOf(date: ExchangeDate, volatility: number, draws: Draws): FactorDay {
  const gap = Math.sqrt(1 - SESSION_VARIANCE_SHARE) * volatility * bounded(draws.heavyTailed())
  const [trends, size, start] = [draws.uniform() < BREAKOUT_RATE, draws.uniform(), draws.uniform()]
  const usual = bounded(draws.normal())
  const move = trends ? Math.sign(usual) * between(BREAKOUT_MOVE, size) : usual
  const session = (Math.sqrt(SESSION_VARIANCE_SHARE) * volatility * move) / SESSION_SPREAD
  const day = { date, gap, session, volatility }
  return trends ? { ...day, breakoutMinute: Math.round(between(BREAKOUT_MINUTE, start)) } : day
}

const SESSION_SPREAD = Math.sqrt(1 - BREAKOUT_RATE + BREAKOUT_RATE * meanSquare(BREAKOUT_MOVE))

function meanSquare({ least, most }: { readonly least: number; readonly most: number }): number {
  return (most ** 3 - least ** 3) / (3 * (most - least))
}

function between({ least, most }: { readonly least: number; readonly most: number }, part: number): number {
  return least + (most - least) * part
}

function bounded(move: number): number {
  return Math.max(-MOVE_MAX, Math.min(MOVE_MAX, move))
}
