import { Hono } from 'hono'
import { z } from 'zod'
import { type OrderId, ticker } from '../../../shared/domain/ids.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import { unknownOrder } from '../exchange/assumed-refusals.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { OrderFilter } from '../exchange/order-list.ts'
import type { Market } from '../market/market.ts'
import { brokerRefusal } from './broker-error.ts'
import { oneOf, readQuery, wholeNumber } from './checked-input.ts'
import { exchangeDay } from './exchange-day.ts'
import { type OrderListFrame, orderDetailResponse, orderListResponse } from './order-list-wire.ts'
import { struckBy } from './strike-faults.ts'
import type { Wire, WireContext } from './wire-context.ts'

const ORDERS_A_PAGE_MAX = 100

const ordersQuery = z
  .object({
    status: oneOf([
      ...(['OPEN', 'EXECUTED', 'CANCELLED', 'CANCEL_REQUESTED'] as const),
      ...(['EXPIRED', 'REJECTED'] as const),
    ]).optional(),
    symbol: z
      .string()
      .regex(/^[A-Z][A-Z0-9.]{0,9}$/, 'the simulator has one symbol a request')
      .transform(ticker)
      .optional(),
    fromDate: exchangeDay.optional(),
    toDate: exchangeDay.optional(),
    count: wholeNumber(ORDERS_A_PAGE_MAX).optional(),
    marker: z.string().optional(),
    securityType: oneOf(['EQ']).optional(),
    marketSession: oneOf(['REGULAR']).optional(),
  })
  .superRefine(({ fromDate, toDate }, context) => {
    if (fromDate === undefined && toDate === undefined) return
    if (fromDate === undefined || toDate === undefined || toDate <= fromDate)
      context.addIssue({
        code: 'custom',
        path: ['toDate'],
        message: 'both dates are needed and toDate must be after fromDate',
      })
  })

/** The list of orders, newest first, and the details of one. */
export function ordersRoute(door: {
  readonly exchange: Exchange
  readonly market: Market
  readonly clock: Clock
}): Hono<Wire> {
  const { exchange } = door
  return new Hono<Wire>()
    .get('/:accountIdKey/orders', async (c) => {
      const query = readQuery(c, ordersQuery)
      if (!query.ok) return query.refusal
      const { securityType: _, marketSession: __, ...filter } = query.value
      const page = await exchange.orders(present(filter))
      return page.orders.length === 0 ? c.body(null, 204) : c.json(orderListResponse(page, frameOf(c, door)))
    })
    .get('/:accountIdKey/orders/:orderId', async (c) => {
      const orderId = c.req.param('orderId') as OrderId
      const order = await exchange.order(orderId)
      if (order) return c.json(orderDetailResponse(order, frameOf(c, door)))
      // Right after the placement the details may be empty for a while (etrade-api.md section 7).
      return (await exchange.isHidden(orderId)) ? c.body(null, 204) : brokerRefusal(c, unknownOrder(orderId))
    })
}

function frameOf(
  c: WireContext,
  { exchange, market, clock }: { exchange: Exchange; market: Market; clock: Clock },
): OrderListFrame {
  const { origin } = new URL(c.req.url)
  return {
    ordersUrl: `${origin}/v1/accounts/${exchange.account.accountIdKey}/orders`,
    market,
    now: clock.now(),
    garbageExecutedTime: struckBy(c, 'garbage-executed-time') !== undefined,
  }
}

function present(filter: { readonly [Key in keyof OrderFilter]: OrderFilter[Key] | undefined }): OrderFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}
