import type { Config } from '../config/config.ts'
import type { Money } from '../domain/money.ts'
import { type EpochMs, MINUTE_MS } from '../time/instant.ts'

/** An entry that nobody filled: whoever tries the symbol again soon goes after a price that has moved away. */
export interface UnfilledEntry {
  /** Of the first try. */
  readonly limit: Money
  /** When the last try ended. */
  readonly at: EpochMs
}

type Rules = Pick<Config['execution'], 'entryChaseBpsMax' | 'entryChaseMinutes'>

/** What is remembered after another try came to nothing: a try soon after the one before belongs to the same chase. */
export function afterUnfilled(
  before: UnfilledEntry | undefined,
  tried: UnfilledEntry,
  rules: Rules,
): UnfilledEntry {
  return isGoingOn(before, tried.at, rules) ? { ...tried, limit: before.limit } : tried
}

/** How far a new limit lies above the first of its chase, in basis points, where that is further than allowed (spec §10). */
export function chasedTooFar(
  before: UnfilledEntry | undefined,
  { limit, at }: UnfilledEntry,
  rules: Rules,
): number | undefined {
  if (!isGoingOn(before, at, rules)) return undefined
  const bps = ((limit - before.limit) / before.limit) * 10_000
  return bps > rules.entryChaseBpsMax ? bps : undefined
}

function isGoingOn(before: UnfilledEntry | undefined, at: EpochMs, rules: Rules): before is UnfilledEntry {
  return before !== undefined && at - before.at < rules.entryChaseMinutes * MINUTE_MS
}
