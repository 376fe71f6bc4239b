import type { Bar } from '../domain/bar.ts'
import type { DecisionId } from '../domain/ids.ts'
import type { Money } from '../domain/money.ts'
import { moneyFromNumber } from '../domain/money.ts'
import type { Trade } from '../domain/trade.ts'
import { type EpochMs, MINUTE_MS } from '../time/instant.ts'
import { halfSpread, paperEntryPrice } from './paper-fill.ts'
import type { ProposalRecord } from './proposal-record.ts'

/** How a proposal came to be held, and what leaving it costs a share. */
export interface ProposalEntry {
  readonly entry: Money
  readonly enteredAt: EpochMs
  readonly costsPerShare: Money
}

/** The entry that the account really made: its price comes from its fills, its costs from the same spread as on paper. */
export function ledgerEntry(record: ProposalRecord, { entryPrice, entryTime }: Trade): ProposalEntry {
  return { entry: entryPrice, enteredAt: entryTime, costsPerShare: halfSpread(record.quote) }
}

/**
 * The entry on paper: at once when the plan pays the bid or more, else in the first minute whose low reaches its price; `undefined`
 * when none of the day did.
 */
export function paperEntry(
  record: ProposalRecord,
  { decisionId, minutes }: { readonly decisionId: DecisionId; readonly minutes: readonly Bar[] },
): ProposalEntry | undefined {
  const { plan, quote, at } = record
  const enteredAt = plan.entryPrice >= quote.bid ? at : reachedAt(plan.entryPrice, { at, minutes })
  if (enteredAt === undefined) return undefined
  const entry = paperEntryPrice(plan.entryPrice, { ...quote, decisionId })
  return { entry, enteredAt, costsPerShare: halfSpread(quote) }
}

function reachedAt(
  price: Money,
  { at, minutes }: { readonly at: EpochMs; readonly minutes: readonly Bar[] },
): EpochMs | undefined {
  const bar = minutes.find(({ time, low }) => time >= at && moneyFromNumber(low) <= price)
  // Nobody knows when within the minute; what came after it is certain.
  return bar && ((bar.time + MINUTE_MS) as EpochMs)
}
