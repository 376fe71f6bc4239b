import fc from 'fast-check'
import type { IndicatorBar } from '../../shared/indicators/indicator-bar.ts'

/** A bar that names its session, so that every indicator can read it. */
export type SessionBar = Required<IndicatorBar>

const FIRST_CENTS = 100_000
const SESSION_BARS = 10

/** Bars in whole cents that start at 1,000 USD; no two closes in a row are equal, so every ratio exists. */
export function barSeries({ minLength, maxLength }: { minLength: number; maxLength: number }) {
  const step = fc.record({
    gap: fc.integer({ min: -40, max: 40 }),
    move: fc.integer({ min: 1, max: 60 }),
    up: fc.boolean(),
    upper: fc.integer({ min: 0, max: 30 }),
    lower: fc.integer({ min: 0, max: 30 }),
    volume: fc.integer({ min: 1, max: 1_000_000 }),
  })
  return fc.array(step, { minLength, maxLength, size: 'max' }).map((steps) => {
    let cents = FIRST_CENTS
    return steps.map(({ gap, move, up, upper, lower, volume }, index): SessionBar => {
      const open = cents + gap
      cents += up ? move : -move
      const high = Math.max(open, cents) + upper
      const low = Math.min(open, cents) - lower
      const prices = { open: open / 100, high: high / 100, low: low / 100, close: cents / 100 }
      return { ...prices, volume, session: `day ${Math.floor(index / SESSION_BARS)}` }
    })
  })
}
