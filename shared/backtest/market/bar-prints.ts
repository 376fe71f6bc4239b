import type { Bar } from '../../domain/bar.ts'
import { moneyFromNumber } from '../../domain/money.ts'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../time/instant.ts'
import type { Print } from './print.ts'

/** When the four prices of a bar print, counted from its start. */
const OFFSETS_MS: Readonly<Record<number, readonly number[]>> = {
  [MINUTE_MS]: [500, 20_000, 40_000, 59_500],
  [SECOND_MS]: [0, 250, 500, 750],
}

/**
 * The four prints a bar stands for: open, one extreme, the other, close. A bar does not say which extreme
 * came first: the low when it closed at or above its open, else the high (SIM-ASSUMED, as are the moments).
 */
export function printsOfBar(bar: Bar, intervalMs: number): readonly Print[] {
  const offsets = OFFSETS_MS[intervalMs]
  if (!offsets)
    throw new RangeError(`no print moments for bars of ${intervalMs} ms; there are 1000 and 60000`)
  const extremes = bar.close >= bar.open ? [bar.low, bar.high] : [bar.high, bar.low]
  const sizes = quarters(bar.volume)
  return [bar.open, ...extremes, bar.close].map((price, index) => ({
    time: (bar.time + offsets[index]!) as EpochMs,
    price: moneyFromNumber(price),
    size: sizes[index]!,
  }))
}

/** Four whole sizes that add up to the volume; what does not divide goes to the earliest prints. */
function quarters(volume: number): readonly number[] {
  const quarter = Math.floor(volume / 4)
  const rest = volume % 4
  return [0, 1, 2, 3].map((index) => (index < rest ? quarter + 1 : quarter))
}
