import type { Ticker } from '../domain/ids.ts'
import type { Money } from '../domain/money.ts'

/**
 * What a caller may say of an entry it wants. There is no room for a figure of the account or of the market: those are
 * read by whoever asks the guardrails, and come in the context.
 */
export interface GuardedProposal {
  readonly ticker: Ticker
  readonly action: 'BUY' | 'SKIP'
  /** The limit of the entry, a share. */
  readonly entryPrice: Money
  readonly stopPrice: Money
}
