import type { SymbolView } from '../../shared/signals/features.ts'
import { drawsOf } from '../simulator/market/draws.ts'
import type { SeededTrial } from './gate-figures.ts'
import { entriesOf, type Seen } from './gate-trial.ts'
import { type PlantedMove, randomDay } from './random-day.ts'

const DAILY_BARS = 220
/** The days of a symbol differ in how much they trade, whether or not anything moves. */
const BUSYNESS_SPREAD = 0.3

/** A move of two hours on three times the usual volume, in a symbol that was already rising. */
const PLANTED: PlantedMove = { fromMinute: 60, toMinute: 180, pct: 6, volume: 3 }
const RISING_DAILY_PCT = 0.8
const RISING_VOLUME = 1.1

/** One aimless day and one planted breakout, both from one seed. */
export function seededTrial(seed: number): SeededTrial {
  const volume = Math.exp(BUSYNESS_SPREAD * drawsOf(seed, 'busyness').normal())
  const aimless = randomDay(seed, { dailyBars: DAILY_BARS, dailyDriftPct: 0, volume })
  return { aimlessEntries: [...entriesOf(seen(aimless))].length, entryFractionOfMove: entryFraction(seed) }
}

function entryFraction(seed: number): number | undefined {
  const { fromMinute, toMinute } = PLANTED
  const day = randomDay(seed, {
    dailyBars: DAILY_BARS,
    dailyDriftPct: RISING_DAILY_PCT,
    volume: RISING_VOLUME,
    planted: PLANTED,
  })
  for (const { session } of entriesOf(seen(day))) {
    if (session.minute >= toMinute) return undefined
    if (session.minute >= fromMinute) return (session.minute - fromMinute) / (toMinute - fromMinute)
  }
  return undefined
}

function* seen(day: Iterable<SymbolView>): Generator<Seen> {
  for (const view of day) yield { ...view, now: view.quote.time }
}
