import { add, type Money, times, ZERO } from '../../../shared/domain/money.ts'
import { fillPrice } from '../../../shared/matching/fill-price.ts'
import { isStopTriggered } from '../../../shared/matching/stop-fill.ts'
import { exchangeDate } from '../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { MarketQuote } from '../market/market.ts'
import { afterBuy, afterSell } from './account.ts'
import { type Books, withOrder } from './books.ts'
import {
  type ExchangeOrder,
  type Execution,
  ended,
  remainingQuantity,
  withExecution,
} from './exchange-order.ts'
import { type AccountKind, spendableCash } from './funds.ts'
import { executionFees } from './regulatory-fee.ts'
import type { ExchangeRules } from './rules.ts'

/** The quote an order meets, the trade that made it and when. */
export interface MarketMoment {
  readonly time: EpochMs
  readonly quote: MarketQuote
  readonly last: Money
}

/** How the account trades. */
export interface TradingTerms {
  readonly kind: AccountKind
  readonly rules: ExchangeRules
}

/** Lets one working order meet one moment of the market. */
export function meetMarket(
  books: Books,
  working: ExchangeOrder,
  moment: MarketMoment,
  terms: TradingTerms,
): Books {
  const order = setOff(working, moment)
  const execution = executionOf(order, moment, terms)
  if (!execution) return order === working ? books : withOrder(books, order)
  return isPaidFor(books, order, execution, terms.kind)
    ? booked(books, order, execution)
    : withOrder(books, ended(order, { status: 'REJECTED', time: moment.time }))
}

function setOff(order: ExchangeOrder, { last, time }: MarketMoment): ExchangeOrder {
  const isNews = order.type === 'STOP' && order.triggeredAt === undefined && isStopTriggered(order, last)
  return isNews ? { ...order, triggeredAt: time } : order
}

function executionOf(
  order: ExchangeOrder,
  { quote, time }: MarketMoment,
  { rules }: TradingTerms,
): Execution | undefined {
  const price = fillPrice({ ...order, isTriggered: order.triggeredAt !== undefined }, quote)
  const quantity = tradableQuantity(order, quote, rules)
  if (price === undefined || quantity === 0) return undefined
  return { time, price, quantity, fees: executionFees(order.side, quantity, rules) }
}

/**
 * Own orders do not use up what a quote shows: two of them may trade against it at the same moment (SIM-
 * ASSUMED).
 */
function tradableQuantity(order: ExchangeOrder, quote: MarketQuote, rules: ExchangeRules): number {
  const remaining = remainingQuantity(order)
  if (!rules.fillsLimitedByDisplayedSize) return remaining
  const displayed = order.side === 'BUY' ? quote.askSize : quote.bidSize
  return Math.min(remaining, displayed ?? 0)
}

/**
 * A buy without a limit can run past the cash set aside for the shares it gets now. SIM-ASSUMED: it is then rejected
 * and not filled on credit, nor from what the rest of it has set aside.
 */
function isPaidFor(books: Books, order: ExchangeOrder, execution: Execution, kind: AccountKind): boolean {
  if (order.side === 'SELL') return true
  const free = spendableCash(books, kind, exchangeDate(execution.time))
  const ownReserve = times(order.reservePrice ?? ZERO, execution.quantity)
  return times(execution.price, execution.quantity) <= add(free, ownReserve)
}

function booked(books: Books, order: ExchangeOrder, execution: Execution): Books {
  const after = order.side === 'BUY' ? afterBuy : afterSell
  const account = after(books.account, order.symbol, execution)
  return withOrder({ ...books, account }, withExecution(order, execution))
}
