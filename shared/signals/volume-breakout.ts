import type { TapeBar } from '../market-data/recorder.ts'

const BARS_BEFORE = 20

/**
 * How many times the usual volume the last bar traded when it closed above the high of the twenty before it; 0 when
 * it did not. Volumes are taken per minute. Absent with fewer than 21 bars or when nothing traded in the twenty.
 */
export function volumeBreakout(bars: readonly TapeBar[]): number | undefined {
  const last = bars.at(-1)
  const before = bars.slice(-BARS_BEFORE - 1, -1)
  if (!last || before.length < BARS_BEFORE) return undefined
  const usual = total(before, 'volume') / total(before, 'minutes')
  if (!(usual > 0)) return undefined
  const brokeOut = before.every(({ high }) => last.close > high)
  return brokeOut ? last.volume / last.minutes / usual : 0
}

function total(bars: readonly TapeBar[], figure: 'volume' | 'minutes'): number {
  return bars.reduce((sum, bar) => sum + bar[figure], 0)
}
