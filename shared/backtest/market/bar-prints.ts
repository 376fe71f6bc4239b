import type { Bar } from '../../domain/bar.ts'
import { type Money, moneyFromNumber } from '../../domain/money.ts'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../time/instant.ts'
import type { Print } from './print.ts'

/** How many prints a bar stands for. */
export const PRINTS_A_BAR = 4

/** When the four prices of a bar print, counted from its start. */
const OFFSETS_MS: Readonly<Record<number, readonly number[]>> = {
  [MINUTE_MS]: [500, 20_000, 40_000, 59_500],
  [SECOND_MS]: [0, 250, 500, 750],
}

/** When the prints of bars of a length come, in milliseconds from the start of the bar. */
export function printOffsets(intervalMs: number): readonly number[] {
  const offsets = OFFSETS_MS[intervalMs]
  if (!offsets)
    throw new RangeError(`no print moments for bars of ${intervalMs} ms; there are 1000 and 60000`)
  return offsets
}

/**
 * The price of one of the four prints a bar stands for: open, one extreme, the other, close. A bar does not say which
 * extreme came first: the low when it closed at or above its open, else the high (SIM-ASSUMED, as are the moments).
 */
export function printPrice({ open, high, low, close }: Bar, index: number): Money {
  if (index === 0) return moneyFromNumber(open)
  if (index === PRINTS_A_BAR - 1) return moneyFromNumber(close)
  const isLow = close >= open === (index === 1)
  return moneyFromNumber(isLow ? low : high)
}

/** Its size: four whole sizes add up to the volume; what does not divide goes to the earliest prints. */
export function printSize({ volume }: Bar, index: number): number {
  const quarter = Math.floor(volume / PRINTS_A_BAR)
  return index < volume % PRINTS_A_BAR ? quarter + 1 : quarter
}

/** All four prints of a bar. */
export function printsOfBar(bar: Bar, intervalMs: number): readonly Print[] {
  return printOffsets(intervalMs).map((offset, index) => ({
    time: (bar.time + offset) as EpochMs,
    price: printPrice(bar, index),
    size: printSize(bar, index),
  }))
}
