import { BrokerUnreachableError } from '../../shared/domain/errors.ts'
import { addDays } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import type { EtradeClient } from './client/etrade-client.ts'
import { fit } from './wire/fit.ts'
import { monthDayYear } from './wire/month-day-year.ts'
import { orderListAnswer, type WireOrder } from './wire/order-answers.ts'

const OPERATION = 'orders/list'
const ORDERS_PER_PAGE_MAX = 100
const PAGES_MAX = 100

/**
 * All orders of an account on these dates, of every status and session, each once. The broker may repeat an order
 * on the next page, and its sandbox hands out a marker for ever: a page without a new order ends the list (§7).
 */
export async function readOrders(
  client: EtradeClient,
  account: string,
  dates: DateSpan,
): Promise<readonly WireOrder[]> {
  const orders = new Map<string, WireOrder>()
  let marker: string | undefined
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const answer = await readPage(client, account, { ...dates, marker })
    const known = orders.size
    for (const order of answer.order) orders.set(order.orderId, order)
    marker = answer.marker
    if (!marker || orders.size === known) return [...orders.values()]
  }
  throw new BrokerUnreachableError(OPERATION, `${OPERATION} has more than ${PAGES_MAX} pages`)
}

/** Exchange dates, both included. */
interface DateSpan {
  readonly from: ExchangeDate
  readonly to: ExchangeDate
}

interface Page {
  readonly order: readonly WireOrder[]
  readonly marker?: string | undefined
}

async function readPage(
  client: EtradeClient,
  account: string,
  { from, to, marker }: DateSpan & { readonly marker: string | undefined },
): Promise<Page> {
  const { body } = await client.read({
    operation: OPERATION,
    module: 'orders',
    path: `accounts/${account}/orders`,
    query: {
      count: String(ORDERS_PER_PAGE_MAX),
      fromDate: monthDayYear(from),
      // The broker wants a later date here than in `fromDate`.
      toDate: monthDayYear(addDays(to, 1)),
      ...(marker ? { marker } : {}),
    },
  })
  return body === undefined ? { order: [] } : fit(orderListAnswer, OPERATION, body).ordersResponse
}
