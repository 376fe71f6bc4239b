import type { OrderId, Ticker } from '../../../shared/domain/ids.ts'
import type { BrokerOrderStatus } from '../../../shared/domain/order.ts'
import { exchangeDate } from '../../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import type { Books } from './books.ts'
import type { ExchangeOrder } from './exchange-order.ts'

/** Which orders are wanted; what is left out does not narrow the list. */
export interface OrderFilter {
  /** OPEN includes partly filled orders (SIM-ASSUMED). */
  readonly status?: BrokerOrderStatus
  /** Exchange dates of the placement, both included. */
  readonly fromDate?: ExchangeDate
  readonly toDate?: ExchangeDate
  readonly symbol?: Ticker
  /** Where the page before ended. */
  readonly marker?: string
  /** Orders a page, 1 to 100. */
  readonly count?: number
}

/** One page of the order list. */
export interface OrderPage {
  /** Newest first. */
  readonly orders: readonly ExchangeOrder[]
  /** Asks for the next page; absent on the last. */
  readonly marker?: string
}

/** Page sizes of reference/etrade-api.md section 7. */
const COUNT_DEFAULT = 25
const COUNT_MAX = 100

/** The orders a filter wants, one page at a time. */
export function orderPage(books: Books, filter: OrderFilter): OrderPage {
  const count = pageSize(filter)
  const wanted = newestFirst(books, filter.marker).filter((order) => isWanted(order, filter))
  const orders = wanted.slice(0, count)
  const last = orders.at(-1)
  return last && wanted.length > count ? { orders, marker: last.orderId } : { orders }
}

function pageSize({ count = COUNT_DEFAULT }: OrderFilter): number {
  if (!Number.isInteger(count) || count < 1 || count > COUNT_MAX)
    throw new RangeError(`count: was ${count}, allowed is 1 to ${COUNT_MAX}`)
  return count
}

function newestFirst({ orders }: Books, marker: string | undefined): readonly ExchangeOrder[] {
  const newest = [...orders.values()].reverse()
  if (marker === undefined) return newest
  const end = newest.findIndex(({ orderId }) => orderId === (marker as OrderId))
  return end === -1 ? [] : newest.slice(end + 1)
}

function isWanted(order: ExchangeOrder, { status, fromDate, toDate, symbol }: OrderFilter): boolean {
  const date = exchangeDate(order.placedAt)
  return (
    (status === undefined || hasStatus(order, status)) &&
    (symbol === undefined || order.symbol === symbol) &&
    (fromDate === undefined || date >= fromDate) &&
    (toDate === undefined || date <= toDate)
  )
}

function hasStatus(order: ExchangeOrder, status: BrokerOrderStatus): boolean {
  return order.status === status || (status === 'OPEN' && order.status === 'PARTIAL')
}
