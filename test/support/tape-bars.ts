import type { TapeBar } from '../../shared/market-data/recorder.ts'
import { atMinute } from './session.ts'

/** Recorded two-minute bars from 10:30 on, each 100 shares in a range of 10 cents round its close unless told otherwise. */
export function tapeBars(closes: readonly number[], last: Partial<TapeBar> = {}): readonly TapeBar[] {
  const bars = closes.map((close, index) => ({
    time: atMinute(60 + 2 * index),
    open: close,
    high: close + 0.05,
    low: close - 0.05,
    close,
    volume: 100,
    minutes: 2,
    recorded: true,
  }))
  return bars.map((bar, index) => (index === bars.length - 1 ? { ...bar, ...last } : bar))
}
