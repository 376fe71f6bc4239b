import { type Money, moneyFromNumber } from '../../domain/money.ts'
import type { EpochMs } from '../../time/instant.ts'
import { StrategyError, type Wish } from './bar-strategy.ts'
import type { Level, SymbolBook } from './symbol-book.ts'
import type { OrderTicket } from './trading-desk.ts'

/** A wish and the moment of it: the bar that it was made on is complete. */
interface DatedWish {
  readonly wish: Wish
  readonly decidedAt: EpochMs
}

/** Throws `StrategyError` when a wish can't be meant. */
export function checkWish(strategy: string, { feed }: SymbolBook, wish: Wish): void {
  const place = `strategy ${strategy}, ${feed.symbol}, bar ${feed.index}`
  if (!(wish.target >= 0 && wish.target <= 1))
    throw new StrategyError(`${place}: target was ${wish.target}, must be from 0 to 1`)
  for (const field of ['limit', 'stop', 'takeProfit'] as const) {
    const price = wish[field]
    if (price !== undefined && !(price > 0 && price < Infinity))
      throw new StrategyError(`${place}: ${field} was ${price}, must be a price above 0`)
  }
}

/** The stop and the target of a wish are those of the position from now on; one that it leaves out stays as it was. */
export function takeLevels(book: SymbolBook, { wish, decidedAt }: DatedWish): void {
  book.stop = levelOf(wish.stop, decidedAt) ?? book.stop
  book.takeProfit = levelOf(wish.takeProfit, decidedAt) ?? book.takeProfit
}

/** The order that brings a position to the wished share of the equity, in whole shares; `undefined` when it is there. */
export function orderFor(
  book: SymbolBook,
  { wish, decidedAt }: DatedWish,
  equity: Money,
): OrderTicket | undefined {
  const price = moneyFromNumber(wish.limit ?? book.feed.close)
  const wished = Math.floor((wish.target * equity) / price)
  const change = wished - book.position
  if (change === 0) return undefined
  const ticket = {
    side: change > 0 ? ('BUY' as const) : ('SELL' as const),
    quantity: Math.abs(change),
    decidedAt,
    reason: wish.reason ?? 'STRATEGY',
    isForced: false,
  }
  return wish.limit === undefined ? { ...ticket, type: 'MARKET' } : { ...ticket, type: 'LIMIT', limit: price }
}

function levelOf(usd: number | undefined, decidedAt: EpochMs): Level | undefined {
  return usd === undefined ? undefined : { price: moneyFromNumber(usd), decidedAt }
}
