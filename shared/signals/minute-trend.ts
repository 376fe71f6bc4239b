import type { TapeBar } from '../market-data/recorder.ts'

const BARS = 20

/** The last close against the mean close of the last twenty bars, in percent; absent with fewer. */
export function minuteTrendPct(bars: readonly TapeBar[]): number | undefined {
  const recent = bars.slice(-BARS)
  const last = recent.at(-1)
  if (!last || recent.length < BARS) return undefined
  const mean = recent.reduce((sum, { close }) => sum + close, 0) / BARS
  return (last.close / mean - 1) * 100
}
