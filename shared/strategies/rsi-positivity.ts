import type { Features } from '../signals/features.ts'
import { abstain, type Opinion, type Strategy, vote } from './strategy.ts'

const RSI_MIN = 55
const RSI_MAX = 80
const RSI_BEST = 70
/** At an unchanged price the index stays where it was but for its last digits, which depend on where it began. */
const ROUNDING = 1e-6

/** Strategy 4: Wilder's RSI 14 between 55 and 80 and rising, on the daily and on the five-minute bars. */
export const rsiPositivity: Strategy = { id: 'rsi-positivity', family: 'momentum', evaluate }

function evaluate({ daily, dailyPrevious, rsi14FiveMinute, rsi14FiveMinutePrevious }: Features): Opinion {
  const frames = [
    judge('daily', daily?.rsi14, dailyPrevious?.rsi14),
    judge('5-minute', rsi14FiveMinute, rsi14FiveMinutePrevious),
  ]
  const against = frames.flatMap((frame) => (frame.positive ? [] : [frame.reason]))
  if (against.length > 0) return abstain(against.join('; '))
  const scores = frames.flatMap((frame) => (frame.positive ? [frame.score] : []))
  return vote(
    scores.reduce((sum, score) => sum + score, 0) / scores.length,
    frames.map(({ reason }) => reason),
  )
}

type Frame =
  | { readonly positive: true; readonly score: number; readonly reason: string }
  | { readonly positive: false; readonly reason: string }

function judge(name: string, now: number | undefined, before: number | undefined): Frame {
  if (now === undefined || before === undefined)
    return { positive: false, reason: `the ${name} RSI14 is not warmed up` }
  const reason = `${name} RSI14 ${before.toFixed(1)} → ${now.toFixed(1)}`
  if (now < RSI_MIN || now > RSI_MAX)
    return { positive: false, reason: `${reason}, outside of ${RSI_MIN}-${RSI_MAX}` }
  if (now - before <= ROUNDING) return { positive: false, reason: `${reason}, not rising` }
  return { positive: true, score: strength(now), reason }
}

/** .5 at 55, 1 at 70, and back to .5 at 80 where a move has mostly been made. */
function strength(rsi: number): number {
  const fromBest =
    rsi <= RSI_BEST ? (RSI_BEST - rsi) / (RSI_BEST - RSI_MIN) : (rsi - RSI_BEST) / (RSI_MAX - RSI_BEST)
  return 1 - 0.5 * fromBest
}
