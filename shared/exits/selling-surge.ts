import { add, type Money, percentOf, subtract } from '../domain/money.ts'
import { type EpochMs, MINUTE_MS } from '../time/instant.ts'
import type { ExitRules } from './exit-rules.ts'
import type { LatestBar } from './held-market.ts'

/** How heavy the selling is. */
export type SurgeLevel = 'minor' | 'moderate' | 'major'

const HEAVIEST_FIRST: readonly SurgeLevel[] = ['major', 'moderate', 'minor']

type SurgeRules = Pick<ExitRules, 'sellingSurge'>

/** Whether the latest bar fell on volume (spec §10), and how heavily; an old or a long bar says nothing about now. */
export function surgeLevel(
  bar: LatestBar | undefined,
  now: EpochMs,
  { sellingSurge }: SurgeRules,
): SurgeLevel | undefined {
  if (!bar) return undefined
  const { barMinutesMax } = sellingSurge
  if (bar.minutes > barMinutesMax || now - bar.startedAt > barMinutesMax * MINUTE_MS) return undefined
  return HEAVIEST_FIRST.find((level) => {
    const { volumeMultiple, fallPct } = sellingSurge[level]
    return bar.volumeMultiple >= volumeMultiple && bar.changePct <= -fallPct
  })
}

/**
 * Where a surge of selling puts the stop: the entry while the gain is small, a little above it for a middling gain,
 * and most of the best gain beyond that. A losing position keeps the stop it has.
 */
export function surgeStop(
  seen: { readonly entry: Money; readonly highWater: Money; readonly price: Money },
  { sellingSurge: { smallGainPct, largeGainPct, lockedPct } }: SurgeRules,
): Money | undefined {
  const { entry, highWater, price } = seen
  if (price < entry) return undefined
  if (price <= percentOf(entry, 100 + smallGainPct, 'down')) return entry
  if (price <= percentOf(entry, 100 + largeGainPct, 'down'))
    return percentOf(entry, 100 + smallGainPct, 'down')
  return add(entry, percentOf(subtract(highWater, entry), lockedPct, 'down'))
}
