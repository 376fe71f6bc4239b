import type { TapeBar } from '../market-data/recorder.ts'

const BARS = 10
const SESSION_MINUTES = 390

/**
 * Change of the price over the last ten bars, in the moves that are usual for that time: a daily ATR brought to the
 * minutes of the bars by the square root of the time. The bars must be of one session, because the night between
 * two is no speed; absent with fewer than eleven, or when nothing ever moves.
 */
export function velocity(bars: readonly TapeBar[], atr14: number | undefined): number | undefined {
  const before = bars.at(-BARS - 1)
  const last = bars.at(-1)
  if (!before || !last || atr14 === undefined || atr14 <= 0) return undefined
  const minutes = bars.slice(-BARS).reduce((sum, bar) => sum + bar.minutes, 0)
  return (last.close - before.close) / (atr14 * Math.sqrt(minutes / SESSION_MINUTES))
}
