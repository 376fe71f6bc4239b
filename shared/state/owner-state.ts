import { z } from 'zod'
import type { Ticker } from '../domain/ids.ts'
import type { EpochMs } from '../time/instant.ts'
import { instantSchema, tickerSchema } from './document-schemas.ts'

/** What the owner has ordered and what still holds, over restarts and redeployments. */
export interface OwnerState {
  /** Since when entries may go to the broker with real money; absent while they may not. */
  readonly armedAt?: EpochMs
  /** When the promotion gate last found that a DEMO run has earned real money; absent while it never did. */
  readonly promotedAt?: EpochMs
  /** Ordered, and not done yet: when the owner wanted the plan of the day built again. */
  readonly reloadAt?: EpochMs
  /** The last such order that was done. The plans that came of one on the same day have a name of their own. */
  readonly reloadedFor?: EpochMs
  /** Since when everything is to be sold and no entry may be left working; until the owner resumes. */
  readonly sellAllSince?: EpochMs
  /** To be sold and not to be bought meanwhile, until nothing is left of them. */
  readonly selling: readonly Ticker[]
  /** When the rest of a symbol was ended by hand. */
  readonly unlocked: Readonly<Record<string, EpochMs>>
}

/** An owner who has ordered nothing yet. */
export const NO_OWNER_ORDERS: OwnerState = { selling: [], unlocked: {} }

export const ownerStateSchema: z.ZodType<OwnerState> = z.strictObject({
  armedAt: instantSchema.exactOptional(),
  promotedAt: instantSchema.exactOptional(),
  reloadAt: instantSchema.exactOptional(),
  reloadedFor: instantSchema.exactOptional(),
  sellAllSince: instantSchema.exactOptional(),
  selling: z.array(tickerSchema),
  unlocked: z.record(z.string(), instantSchema),
})

/** Whether the owner wants nothing of this symbol any more. */
export function isToBeSold({ sellAllSince, selling }: OwnerState, symbol: Ticker): boolean {
  return sellAllSince !== undefined || selling.includes(symbol)
}
