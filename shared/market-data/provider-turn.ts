import { type EpochMs, SECOND_MS } from '../time/instant.ts'

/** What is remembered of one provider in a chain. */
export interface ProviderTurn {
  /** Since the last good one. */
  readonly badPulls: number
  /** Until then the next provider is asked in its place. */
  readonly passedOverUntil?: EpochMs
}

/** Spec §4. */
const BAD_PULLS_MAX = 3
const PASSED_OVER_SECONDS = 60

/** A provider of which nothing bad is known. */
export const FRESH_TURN: ProviderTurn = { badPulls: 0 }

/** A pull that brought an answer clears the record. */
export function afterGoodPull(): ProviderTurn {
  return FRESH_TURN
}

/** The third bad pull in a row passes the provider over for a minute; after it a new count begins. */
export function afterBadPull({ badPulls }: ProviderTurn, now: EpochMs): ProviderTurn {
  if (badPulls + 1 < BAD_PULLS_MAX) return { badPulls: badPulls + 1 }
  return { badPulls: 0, passedOverUntil: (now + PASSED_OVER_SECONDS * SECOND_MS) as EpochMs }
}

/** Whether a provider may be asked. */
export function isItsTurn({ passedOverUntil }: ProviderTurn, now: EpochMs): boolean {
  return passedOverUntil === undefined || now >= passedOverUntil
}
