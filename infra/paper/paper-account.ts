import { z } from 'zod'
import type { AccountBalance, Holding } from '../../shared/domain/account.ts'
import type { OrderId } from '../../shared/domain/ids.ts'
import { add, divide, type Money, percentOf, subtract, times, ZERO } from '../../shared/domain/money.ts'
import type { BrokerOrder, OrderRequest } from '../../shared/domain/order.ts'
import type { DocumentPath } from '../../shared/ports/store.ts'
import { dateSchema, instantSchema, moneySchema, tickerSchema } from '../../shared/state/document-schemas.ts'
import { exchangeDate } from '../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import { nextOpenDay } from '../../shared/time/market-calendar.ts'

/** Where the simulated account is kept. */
export const PAPER_ACCOUNT_PATH: DocumentPath = 'paper/account'

const orderSchema = z.strictObject({
  orderId: z.string() as unknown as z.ZodType<OrderId>,
  clientOrderId: z.string(),
  symbol: tickerSchema,
  side: z.enum(['BUY', 'SELL']),
  quantity: z.number().int().positive(),
  pricing: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('MARKET') }),
    z.strictObject({ type: z.literal('LIMIT'), limit: moneySchema }),
    z.strictObject({ type: z.literal('STOP'), stop: moneySchema }),
  ]),
  status: z.enum(['OPEN', 'EXECUTED', 'CANCELLED', 'EXPIRED']),
  placedAt: instantSchema,
  price: moneySchema.exactOptional(),
})

/** An order of the simulated account; it fills whole or not at all. */
export type PaperOrder = Readonly<z.infer<typeof orderSchema>>

/** The simulated account of DEMO: a cash account whose sales settle on the next trading day. */
export const paperAccountSchema = z.strictObject({
  cash: moneySchema,
  holdings: z.record(
    z.string(),
    z.strictObject({ quantity: z.number().int().positive(), cost: moneySchema }),
  ),
  unsettled: z.array(z.strictObject({ amount: moneySchema, settlesOn: dateSchema })),
  nextOrder: z.number().int().positive(),
  /** Orders of the current date only. */
  orders: z.array(orderSchema),
})

export type PaperAccount = Readonly<z.infer<typeof paperAccountSchema>>

/** An account before its first order. */
export function newPaperAccount(cash: Money): PaperAccount {
  return { cash, holdings: {}, unsettled: [], nextOrder: 1, orders: [] }
}

/** Starts a new date: yesterday's orders are gone, and what was sold has settled when its day has come. */
export function onTradingDate(account: PaperAccount, now: EpochMs): PaperAccount {
  const today = exchangeDate(now)
  return {
    ...account,
    unsettled: account.unsettled.filter(({ settlesOn }) => settlesOn > today),
    orders: account.orders.filter(({ placedAt }) => exchangeDate(placedAt) === today),
  }
}

/** What may be spent: settled cash less what open buys could still cost. */
export function paperBalance(account: PaperAccount): AccountBalance {
  const reserved = openOrders(account).map((order) => (order.side === 'BUY' ? reservation(order) : ZERO))
  const unsettled = account.unsettled.map(({ amount }) => amount)
  return {
    kind: 'CASH',
    cash: account.cash,
    settledCash: subtract(account.cash, add(...reserved, ...unsettled)),
  }
}

export function paperHoldings(account: PaperAccount): readonly Holding[] {
  return Object.entries(account.holdings).map(([symbol, { quantity, cost }]) => ({
    symbol: symbol as Holding['symbol'],
    quantity,
    averageCost: divide(cost, quantity, 'nearest'),
  }))
}

/** Why the account can't take an order; `undefined` when it can. */
export function paperRefusal(account: PaperAccount, order: OrderRequest): string | undefined {
  if (account.orders.some(({ clientOrderId }) => clientOrderId === order.clientOrderId)) {
    return `client order id ${order.clientOrderId} was used before`
  }
  if (order.side === 'SELL') {
    const free = sellable(account, order)
    return order.quantity > free
      ? `${free} ${order.symbol} are free to sell, ${order.quantity} were asked`
      : undefined
  }
  if (order.type !== 'LIMIT') return 'a simulated buy needs a limit'
  const available = paperBalance(account).settledCash ?? ZERO
  const cost = times(order.limit, order.quantity)
  return cost > available
    ? `it could cost ${cost / 10_000} USD, ${available / 10_000} USD are settled and free`
    : undefined
}

/** Takes an order in; it is open until something fills or cancels it. */
export function acceptOrder(
  account: PaperAccount,
  request: OrderRequest,
  now: EpochMs,
): { readonly account: PaperAccount; readonly order: PaperOrder } {
  const { symbol, side, quantity, clientOrderId, ...pricing } = request
  const orderId = `paper-${account.nextOrder}` as OrderId
  const order: PaperOrder = {
    orderId,
    clientOrderId,
    symbol,
    side,
    quantity,
    pricing,
    status: 'OPEN',
    placedAt: now,
  }
  return {
    account: { ...account, nextOrder: account.nextOrder + 1, orders: [...account.orders, order] },
    order,
  }
}

/** Fills an order whole at a price: cash and shares change hands. */
export function fillOrder(
  account: PaperAccount,
  order: PaperOrder,
  price: Money,
  now: EpochMs,
): PaperAccount {
  const notional = times(price, order.quantity)
  const filled = replaceOrder(account, { ...order, status: 'EXECUTED', price })
  return order.side === 'BUY' ? buy(filled, order, notional) : sell(filled, order, notional, now)
}

export function replaceOrder(account: PaperAccount, order: PaperOrder): PaperAccount {
  return {
    ...account,
    orders: account.orders.map((known) => (known.orderId === order.orderId ? order : known)),
  }
}

export function openOrders(account: PaperAccount): readonly PaperOrder[] {
  return account.orders.filter(({ status }) => status === 'OPEN')
}

/** The order as a broker reports it. */
export function paperReport(order: PaperOrder): BrokerOrder {
  const { orderId, symbol, side, quantity, status, placedAt, pricing, price } = order
  const filledQuantity = price === undefined ? 0 : quantity
  const average = price === undefined ? {} : { averagePrice: price }
  return {
    orderId,
    symbol,
    side,
    quantity,
    status,
    placedAt,
    filledQuantity,
    fees: ZERO,
    ...average,
    ...pricing,
  }
}

function buy(account: PaperAccount, { symbol, quantity }: PaperOrder, notional: Money): PaperAccount {
  const held = account.holdings[symbol] ?? { quantity: 0, cost: ZERO }
  const holding = { quantity: held.quantity + quantity, cost: add(held.cost, notional) }
  return {
    ...account,
    cash: subtract(account.cash, notional),
    holdings: { ...account.holdings, [symbol]: holding },
  }
}

function sell(
  account: PaperAccount,
  { symbol, quantity }: PaperOrder,
  notional: Money,
  now: EpochMs,
): PaperAccount {
  const { [symbol]: held, ...others } = account.holdings
  if (!held || held.quantity < quantity)
    throw new RangeError(`can't sell ${quantity} ${symbol} from the simulated account`)
  const left = held.quantity - quantity
  const costLeft = percentOf(held.cost, (left / held.quantity) * 100, 'nearest')
  const settlesOn = nextOpenDay(exchangeDate(now))
  return {
    ...account,
    cash: add(account.cash, notional),
    unsettled: [...account.unsettled, { amount: notional, settlesOn }],
    holdings: left === 0 ? others : { ...others, [symbol]: { quantity: left, cost: costLeft } },
  }
}

function sellable(account: PaperAccount, { symbol }: OrderRequest): number {
  const selling = openOrders(account).filter((order) => order.symbol === symbol && order.side === 'SELL')
  return selling.reduce((free, { quantity }) => free - quantity, account.holdings[symbol]?.quantity ?? 0)
}

function reservation({ pricing, quantity }: PaperOrder): Money {
  return pricing.type === 'LIMIT' ? times(pricing.limit, quantity) : ZERO
}
