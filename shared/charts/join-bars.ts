import type { Bar } from '../domain/bar.ts'
import { type EpochMs, MINUTE_MS } from '../time/instant.ts'

/** Candles of one length. */
export interface Candles {
  readonly minutes: number
  /** At least one, oldest first; the time of a candle is the start of its interval. */
  readonly candles: readonly [Bar, ...Bar[]]
}

/** New York's distance from UTC is whole hours, so that each of these begins with the session at 09:30. */
const LENGTHS = [1, 2, 5, 10, 15]

/** The shortest candles of which no more than `countMax` stand beside each other; throws without a bar. */
export function candlesThatFit(bars: readonly Bar[], countMax: number): Candles {
  const [first, last] = [bars[0], bars.at(-1)]
  if (!first || !last) throw new RangeError('no bars to draw')
  const fits = (minutes: number) => interval(last, minutes) - interval(first, minutes) < countMax
  const minutes = LENGTHS.find(fits) ?? Math.max(...LENGTHS)
  const [firstCandle = first, ...others] = joinBars(bars, minutes)
  return { minutes, candles: [firstCandle, ...others] }
}

/** Joins bars, oldest first, to candles of so many minutes. */
export function joinBars(bars: readonly Bar[], minutes: number): readonly Bar[] {
  const groups = Map.groupBy(bars, (bar) => interval(bar, minutes))
  return [...groups].map(([index, group]) => joined(group, (index * minutes * MINUTE_MS) as EpochMs))
}

function interval({ time }: Bar, minutes: number): number {
  return Math.floor(time / (minutes * MINUTE_MS))
}

function joined(bars: readonly Bar[], time: EpochMs): Bar {
  return bars
    .map((bar) => ({ ...bar, time }))
    .reduce((sofar, bar) => ({
      time,
      open: sofar.open,
      high: Math.max(sofar.high, bar.high),
      low: Math.min(sofar.low, bar.low),
      close: bar.close,
      volume: sofar.volume + bar.volume,
    }))
}
