import { add, type Money, times } from '../../../shared/domain/money.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { HeldShares } from '../exchange/account.ts'
import type { Market, MarketQuote } from '../market/market.ts'

/** Held shares with what they are worth at a moment. */
export interface ValuedShares {
  readonly shares: HeldShares
  readonly quote: MarketQuote
  readonly marketValue: Money
}

/** Values shares at their last price. Shares can only be held in what has a quote, so a missing one throws. */
export function valued(
  holdings: readonly HeldShares[],
  market: Market,
  now: EpochMs,
): readonly ValuedShares[] {
  return holdings.map((shares) => {
    const quote = market.quote(shares.symbol, now)
    if (!quote) throw new Error(`the market has no price for ${shares.symbol}, which the account holds`)
    return { shares, quote, marketValue: times(quote.last, shares.quantity) }
  })
}

/** What all the shares are worth together. */
export function totalValue(shares: readonly ValuedShares[]): Money {
  return add(...shares.map(({ marketValue }) => marketValue))
}
