import type { Money } from '../domain/money.ts'
import type { OrderSide } from '../domain/order.ts'
import { quotedPrice, type TopOfBook } from './top-of-book.ts'

/**
 * Where a limit order trades, fresh or resting: once the opposite quote reaches the limit, at that quote. A
 * trade through the limit is not enough while the quote has not followed, so the fill is never better than
 * the quote and never worse than the limit.
 */
export function limitFillPrice(
  { side, limit }: { readonly side: OrderSide; readonly limit: Money },
  top: TopOfBook,
): Money | undefined {
  const quoted = quotedPrice(side, top)
  if (quoted === undefined) return undefined
  const isReached = side === 'BUY' ? quoted <= limit : quoted >= limit
  return isReached ? quoted : undefined
}
