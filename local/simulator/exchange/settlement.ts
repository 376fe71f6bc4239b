import type { Print } from '../../../shared/backtest/market/print.ts'
import type { Ticker } from '../../../shared/domain/ids.ts'
import { addDays, exchangeDate, exchangeInstant } from '../../../shared/time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../../../shared/time/instant.ts'
import { marketDay } from '../../../shared/time/market-calendar.ts'
import type { Market } from '../market/market.ts'
import { type Books, withOrder, workingOrders } from './books.ts'
import { type ExchangeOrder, ended } from './exchange-order.ts'
import { meetMarket, type TradingTerms } from './execution.ts'

/** Where an order trades and on which terms. */
export interface TradingFloor extends TradingTerms {
  readonly market: Market
}

interface SymbolPrint extends Print {
  readonly symbol: Ticker
}

/**
 * Lets the working orders meet every regular-hours print after the last settled moment up to `upTo`, in the
 * order of the tape, and ends what is due. Settling in many steps and in one gives the same books.
 */
export function settled(books: Books, floor: TradingFloor, upTo: EpochMs): Books {
  if (upTo < books.settledTo)
    throw new RangeError(`the exchange is settled up to ${books.settledTo}, the clock stands at ${upTo}`)
  let current = books
  let date = exchangeDate(books.settledTo)
  while (date <= exchangeDate(upTo) && workingOrders(current).length > 0) {
    current = throughDay(current, date, floor, upTo)
    date = addDays(date, 1)
  }
  return { ...current, settledTo: upTo }
}

/** One exchange date up to `upTo`: its prints, then what is due by its end. */
function throughDay(books: Books, date: ExchangeDate, floor: TradingFloor, upTo: EpochMs): Books {
  let current = books
  for (const print of regularPrints(books, date, floor.market, upTo)) {
    current = throughPrint(withEndsDue(current, print.time, floor), print, floor)
  }
  const dayEnd = exchangeInstant(addDays(date, 1), 0) - 1
  return withEndsDue(current, Math.min(upTo, dayEnd) as EpochMs, floor)
}

function regularPrints(
  books: Books,
  date: ExchangeDate,
  market: Market,
  upTo: EpochMs,
): readonly SymbolPrint[] {
  const day = marketDay(date)
  if (day.kind !== 'open') return []
  const after = Math.max(books.settledTo, day.openAt - 1) as EpochMs
  const last = Math.min(upTo, day.closeAt - 1) as EpochMs
  if (last <= after) return []
  return [...new Set(workingOrders(books).map(({ symbol }) => symbol))]
    .sort()
    .flatMap((symbol) => market.prints(symbol, { after, upTo: last }).map((print) => ({ ...print, symbol })))
    .sort((first, second) => first.time - second.time)
}

function throughPrint(books: Books, print: SymbolPrint, floor: TradingFloor): Books {
  const meeting = workingOrders(books).filter(({ symbol }) => symbol === print.symbol)
  if (meeting.length === 0) return books
  const quote = floor.market.quote(print.symbol, print.time)
  if (!quote) throw new RangeError(`${print.symbol} printed at ${print.time} without a quote`)
  const moment = { time: print.time, quote, last: print.price }
  return meeting.reduce((current, order) => meetMarket(current, order, moment, floor), books)
}

/** Ends the orders whose cancel or close has come. */
function withEndsDue(books: Books, at: EpochMs, floor: TradingFloor): Books {
  let current = books
  for (const order of workingOrders(books)) {
    const after = endDue(order, at, floor.rules.cancelDelayMs)
    if (after !== order) current = withOrder(current, after)
  }
  return current
}

function endDue(order: ExchangeOrder, at: EpochMs, cancelDelayMs: number): ExchangeOrder {
  const { expiresAt = Number.POSITIVE_INFINITY, cancelRequestedAt } = order
  const cancelledAt =
    cancelRequestedAt === undefined ? Number.POSITIVE_INFINITY : cancelRequestedAt + cancelDelayMs
  const time = Math.min(expiresAt, cancelledAt) as EpochMs
  if (time > at) return order
  return ended(order, { status: cancelledAt <= expiresAt ? 'CANCELLED' : 'EXPIRED', time })
}
