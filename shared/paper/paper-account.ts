import { z } from 'zod'
import type { AccountBalance, Holding } from '../domain/account.ts'
import type { OrderId } from '../domain/ids.ts'
import { add, divide, type Money, percentOf, subtract, times, ZERO } from '../domain/money.ts'
import type { BrokerOrder, OrderRequest } from '../domain/order.ts'
import type { DocumentPath } from '../ports/store.ts'
import { dateSchema, instantSchema, moneySchema, tickerSchema } from '../state/document-schemas.ts'
import { exchangeDate } from '../time/exchange-time.ts'
import type { EpochMs } from '../time/instant.ts'
import { nextOpenDay } from '../time/market-calendar.ts'

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
  /** Mean over what traded of it; absent until something did. */
  price: moneySchema.exactOptional(),
  /** Shares that traded while it is not whole; absent once it is. */
  filledQuantity: z.number().int().positive().exactOptional(),
  /** What those came to. */
  notional: moneySchema.exactOptional(),
  /** Absent where fills cost nothing. */
  fees: moneySchema.exactOptional(),
})

/** An order of the simulated account. */
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

/** What trades of an order at one price. */
export interface PaperFill {
  readonly quantity: number
  readonly price: Money
  readonly fees: Money
}

/** Fills an order, whole or in part: cash and shares change hands. */
export function fillOrder(
  account: PaperAccount,
  order: PaperOrder,
  fill: PaperFill,
  now: EpochMs,
): PaperAccount {
  const filled = replaceOrder(account, withFill(order, fill))
  return order.side === 'BUY' ? buy(filled, order, fill) : sell(filled, order, fill, now)
}

/** Shares of an order that have not traded. */
export function openQuantity(order: PaperOrder): number {
  return order.quantity - filledQuantity(order)
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
  const { orderId, symbol, side, quantity, placedAt, pricing, price, fees = ZERO } = order
  const average = price === undefined ? {} : { averagePrice: price }
  return {
    orderId,
    symbol,
    side,
    quantity,
    status: order.status === 'OPEN' && price !== undefined ? 'PARTIAL' : order.status,
    placedAt,
    filledQuantity: filledQuantity(order),
    fees,
    ...average,
    ...pricing,
  }
}

function filledQuantity({ price, filledQuantity: part, quantity }: PaperOrder): number {
  return price === undefined ? 0 : (part ?? quantity)
}

/** The exact sum is carried from part to part, so that the mean is rounded once; a whole order only has its price. */
function withFill(order: PaperOrder, { quantity, price, fees }: PaperFill): PaperOrder {
  const {
    filledQuantity: _,
    notional: carried,
    fees: charged = ZERO,
    price: mean = ZERO,
    ...unfilled
  } = order
  const before = filledQuantity(order)
  const total = before + quantity
  const notional = add(carried ?? times(mean, before), times(price, quantity))
  return {
    ...unfilled,
    price: divide(notional, total, 'nearest'),
    ...(charged + fees > 0 && { fees: add(charged, fees) }),
    ...(total === order.quantity ? { status: 'EXECUTED' } : { filledQuantity: total, notional }),
  }
}

function buy(
  account: PaperAccount,
  { symbol }: PaperOrder,
  { quantity, price, fees }: PaperFill,
): PaperAccount {
  const notional = times(price, quantity)
  const held = account.holdings[symbol] ?? { quantity: 0, cost: ZERO }
  const holding = { quantity: held.quantity + quantity, cost: add(held.cost, notional) }
  return {
    ...account,
    cash: subtract(account.cash, add(notional, fees)),
    holdings: { ...account.holdings, [symbol]: holding },
  }
}

function sell(
  account: PaperAccount,
  { symbol }: PaperOrder,
  { quantity, price, fees }: PaperFill,
  now: EpochMs,
): PaperAccount {
  const proceeds = subtract(times(price, quantity), fees)
  const { [symbol]: held, ...others } = account.holdings
  if (!held || held.quantity < quantity)
    throw new RangeError(`can't sell ${quantity} ${symbol} from the simulated account`)
  const left = held.quantity - quantity
  const costLeft = percentOf(held.cost, (left / held.quantity) * 100, 'nearest')
  const settlesOn = nextOpenDay(exchangeDate(now))
  return {
    ...account,
    cash: add(account.cash, proceeds),
    unsettled: [...account.unsettled, { amount: proceeds, settlesOn }],
    holdings: left === 0 ? others : { ...others, [symbol]: { quantity: left, cost: costLeft } },
  }
}

function sellable(account: PaperAccount, { symbol }: OrderRequest): number {
  const selling = openOrders(account).filter((order) => order.symbol === symbol && order.side === 'SELL')
  return selling.reduce((free, order) => free - openQuantity(order), account.holdings[symbol]?.quantity ?? 0)
}

function reservation(order: PaperOrder): Money {
  const { pricing } = order
  return pricing.type === 'LIMIT' ? times(pricing.limit, openQuantity(order)) : ZERO
}
