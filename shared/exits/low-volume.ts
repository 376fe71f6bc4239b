import { type Money, percentOf } from '../domain/money.ts'
import { type EpochMs, MINUTE_MS } from '../time/instant.ts'
import type { ExitRules } from './exit-rules.ts'

type LowVolumeRules = Pick<
  ExitRules,
  'quietVolumeRatio' | 'quietMinutes' | 'quietPnlPct' | 'quietAfterMinutes'
>

/** Since when the volume has been too low, after a look at `volumeRatio`; absent while it is enough or not known. */
export function quietSince(
  before: EpochMs | undefined,
  seen: { readonly volumeRatio?: number | undefined; readonly now: EpochMs },
  rules: LowVolumeRules,
): EpochMs | undefined {
  const quiet = seen.volumeRatio !== undefined && seen.volumeRatio < rules.quietVolumeRatio
  return quiet ? (before ?? seen.now) : undefined
}

/** Whether a position goes nowhere in a market that has fallen asleep (spec §10: low volume). */
export function isAsleep(
  seen: {
    readonly entry: Money
    readonly price: Money
    readonly openedAt: EpochMs
    readonly now: EpochMs
    readonly quietSince?: EpochMs | undefined
  },
  rules: LowVolumeRules,
): boolean {
  const { entry, price, openedAt, now } = seen
  if (seen.quietSince === undefined || now - seen.quietSince < rules.quietMinutes * MINUTE_MS) return false
  if (now - openedAt < rules.quietAfterMinutes * MINUTE_MS) return false
  const lowest = percentOf(entry, 100 - rules.quietPnlPct, 'up')
  const highest = percentOf(entry, 100 + rules.quietPnlPct, 'down')
  return price >= lowest && price <= highest
}
