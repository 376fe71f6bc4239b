import { trueRange } from '../indicators/true-range.ts'
import { WilderAverage } from '../indicators/wilder-average.ts'
import type { TapeBar } from '../market-data/recorder.ts'

const PERIOD = 14

/**
 * Wilder's ATR 14 of one minute in USD from bars of one session; absent with fewer than 15. A recorded bar often
 * covers two minutes: its range is brought to one by the square root of the time, as ranges grow with that.
 */
export function minuteAtr(bars: readonly TapeBar[]): number | undefined {
  const average = new WilderAverage(PERIOD)
  let atr: number | undefined
  let previous: TapeBar | undefined
  for (const bar of bars) {
    if (previous) atr = average.next(trueRange(bar, previous.close) / Math.sqrt(bar.minutes))
    previous = bar
  }
  return atr
}
