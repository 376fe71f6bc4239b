import { type Interval, percentileInterval, RESAMPLES } from './bootstrap-interval.ts'
import { SESSIONS_A_YEAR } from './growth.ts'
import { mean } from './moments.ts'
import { randomIndexes } from './random-indexes.ts'
import { DEVIATION_MIN } from './session-sharpe.ts'

/**
 * The 90 % interval of the yearly Sharpe ratio from a stationary block bootstrap (Politis and Romano, "The Stationary
 * Bootstrap", 1994), which keeps what sessions next to each other have in common. Absent under 2 sessions.
 */
export function sharpeInterval(returns: readonly number[], seed: number): Interval | undefined {
  if (returns.length < 2) return undefined
  const middle = mean(returns)
  // Around their mean, so that a small variance does not cancel.
  const centred = Float64Array.from(returns, (gained) => gained - middle)
  const drawIndexes = randomIndexes(seed, 'sessions')
  const draws = new Uint32Array(centred.length)
  const ratios = new Float64Array(RESAMPLES)
  for (let resample = 0; resample < RESAMPLES; resample += 1) {
    drawIndexes(draws, centred.length * blockSessions(centred.length))
    ratios[resample] = sharpeOf(sumsOfBlocks(centred, draws), { middle, sessions: centred.length })
  }
  return percentileInterval(ratios)
}

/**
 * A draw is one of sessions × mean length of a block: below the sessions, which has a chance of 1 ÷ length, it says where
 * a new block begins; else the block goes on, past the end at the beginning.
 */
function sumsOfBlocks(centred: Float64Array, draws: Uint32Array) {
  const sessions = centred.length
  let index = draws[0]! % sessions
  let [sum, squares] = [0, 0]
  for (let draw = 0; draw < sessions; draw += 1) {
    const drawn = draws[draw]!
    if (draw > 0) index = drawn < sessions ? drawn : index + 1 < sessions ? index + 1 : 0
    const distance = centred[index]!
    sum += distance
    squares += distance * distance
  }
  return { sum, squares }
}

/** Mean length of a block: it must grow with the cube root of the sessions (Politis and White 2004). */
function blockSessions(sessions: number): number {
  return Math.max(1, Math.round(Math.cbrt(sessions)))
}

function sharpeOf(
  { sum, squares }: { readonly sum: number; readonly squares: number },
  { middle, sessions }: { readonly middle: number; readonly sessions: number },
): number {
  const deviation = Math.sqrt(Math.max(0, squares - (sum * sum) / sessions) / (sessions - 1))
  if (deviation < DEVIATION_MIN) return Number.NaN
  return ((middle + sum / sessions) / deviation) * Math.sqrt(SESSIONS_A_YEAR)
}
