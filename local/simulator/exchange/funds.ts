import type { AccountBalance } from '../../../shared/domain/account.ts'
import type { Ticker } from '../../../shared/domain/ids.ts'
import { add, type Money, max, subtract, times, ZERO } from '../../../shared/domain/money.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { heldQuantity, unsettledCash } from './account.ts'
import { type Books, workingOrders } from './books.ts'
import { type ExchangeOrder, remainingQuantity } from './exchange-order.ts'

/** A cash account buys from settled cash only; a margin account from all its cash, never on credit. */
export type AccountKind = AccountBalance['kind']

/** The account's cash, and what holds it back. */
export interface ExchangeBalance extends AccountBalance {
  readonly settledCash: Money
  readonly cashBuyingPower: Money
  readonly unsettledCash: Money
  /** Set aside for open buys. */
  readonly reservedCash: Money
}

/** What the account can spend on the date. */
export function balanceOf(books: Books, kind: AccountKind, date: ExchangeDate): ExchangeBalance {
  const unsettled = unsettledCash(books.account, date)
  const reserved = add(...workingOrders(books).map(reservedCash))
  return {
    kind,
    cash: books.account.cash,
    settledCash: max(ZERO, subtract(books.account.cash, add(unsettled, reserved))),
    cashBuyingPower: spendableCash(books, kind, date),
    unsettledCash: unsettled,
    reservedCash: reserved,
  }
}

/** Cash a new buy may use: what counts for the kind of account, less what open buys set aside. */
export function spendableCash(books: Books, kind: AccountKind, date: ExchangeDate): Money {
  const { account } = books
  const usable = kind === 'CASH' ? subtract(account.cash, unsettledCash(account, date)) : account.cash
  return max(ZERO, subtract(usable, add(...workingOrders(books).map(reservedCash))))
}

/** Cash the order sets aside until it trades or ends. */
function reservedCash(order: ExchangeOrder): Money {
  return order.reservePrice === undefined ? ZERO : times(order.reservePrice, remainingQuantity(order))
}

/** Shares a new sell may offer: what is held, less what open sells offer already. */
export function sellableQuantity(books: Books, symbol: Ticker): number {
  const offered = workingOrders(books)
    .filter((order) => order.side === 'SELL' && order.symbol === symbol)
    .reduce((sum, order) => sum + remainingQuantity(order), 0)
  return heldQuantity(books.account, symbol) - offered
}
