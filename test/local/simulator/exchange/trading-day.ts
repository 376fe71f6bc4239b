import { MemoryStore } from '../../../../infra/store/memory-store.ts'
import { Exchange, type ExchangeAccount } from '../../../../local/simulator/exchange/exchange.ts'
import type { ExchangeOrder } from '../../../../local/simulator/exchange/exchange-order.ts'
import type { PlaceAnswer } from '../../../../local/simulator/exchange/order-entry.ts'
import type { OrderTicket } from '../../../../local/simulator/exchange/order-ticket.ts'
import type { ExchangeRules } from '../../../../local/simulator/exchange/rules.ts'
import type { Market } from '../../../../local/simulator/market/market.ts'
import type { ClientOrderId, OrderId, Ticker } from '../../../../shared/domain/ids.ts'
import { money } from '../../../../shared/domain/money.ts'
import type { Store } from '../../../../shared/ports/store.ts'
import { exchangeInstant, parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../../../shared/time/instant.ts'
import { VirtualClock } from '../../../../shared/time/virtual-clock.ts'
import { ScriptedMarket, type ScriptedPrint, scriptedPrint } from '../../../support/scripted-market.ts'

export const TQQQ = 'TQQQ' as Ticker
export const SOXL = 'SOXL' as Ticker
export const TUESDAY = '2026-03-03'

export const ACCOUNT: ExchangeAccount = {
  accountIdKey: 'key-1',
  accountId: '10001',
  kind: 'CASH',
  startCash: money('25000'),
}

/** "10:00" or "10:00:30" on a date, by New York's wall clock. */
export function at(wallClock: string, date: string = TUESDAY): EpochMs {
  const [hours = 0, minutes = 0, seconds = 0] = wallClock.split(':').map(Number)
  return (exchangeInstant(parseExchangeDate(date), hours * 60 + minutes) + seconds * 1_000) as EpochMs
}

/** A print of TQQQ; without a quote one cent around it. */
export function printed(
  wallClock: string,
  prices: { readonly last: string; readonly bid?: string; readonly ask?: string },
  on: {
    readonly date?: string
    readonly symbol?: Ticker
    readonly bidSize?: number
    readonly askSize?: number
  } = {},
): ScriptedPrint {
  return scriptedPrint(on.symbol ?? TQQQ, at(wallClock, on.date), prices, on)
}

/** An exchange on a scripted tape with everything around it. */
export interface Floor {
  readonly exchange: Exchange
  readonly clock: VirtualClock
  readonly store: Store
}

export async function openFloor(options: {
  readonly tape: readonly ScriptedPrint[]
  readonly now?: EpochMs
  readonly account?: Partial<ExchangeAccount>
  readonly rules?: Partial<ExchangeRules>
  readonly market?: Market
  readonly store?: Store
}): Promise<Floor> {
  const clock = new VirtualClock(options.now ?? at('10:00'))
  const store = options.store ?? new MemoryStore({ clock })
  const exchange = await Exchange.open({
    market: options.market ?? new ScriptedMarket(options.tape),
    clock,
    store,
    account: { ...ACCOUNT, ...options.account },
    rules: options.rules ?? {},
  })
  return { exchange, clock, store }
}

/** A ticket for 100 TQQQ, good for the day. */
export function ticket(
  wanted: Pick<OrderTicket, 'side'> & PricingText & Partial<Omit<OrderTicket, 'side' | 'type'>>,
): OrderTicket {
  const { limit, stop, ...rest } = wanted
  const prices = { ...(limit ? { limit: money(limit) } : {}), ...(stop ? { stop: money(stop) } : {}) }
  ticketCount += 1
  return {
    symbol: TQQQ,
    quantity: 100,
    orderTerm: 'GOOD_FOR_DAY',
    clientOrderId: `T${ticketCount}` as ClientOrderId,
    ...rest,
    ...prices,
  } as OrderTicket
}

type PricingText =
  | { readonly type: 'MARKET'; readonly limit?: never; readonly stop?: never }
  | { readonly type: 'LIMIT'; readonly limit: string; readonly stop?: never }
  | { readonly type: 'STOP'; readonly stop: string; readonly limit?: never }

let ticketCount = 0

/** Previews and places in one go; a refused preview is the answer. */
export async function enter(exchange: Exchange, order: OrderTicket): Promise<PlaceAnswer> {
  const answer = await exchange.preview(order)
  return answer.ok ? exchange.place(order, answer.preview.previewId) : answer
}

/** Places an order that the exchange must accept. */
export async function accepted(exchange: Exchange, order: OrderTicket): Promise<OrderId> {
  const answer = await enter(exchange, order)
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.code} ${answer.refusal.text}`)
  return answer.orderId
}

export async function orderOf(exchange: Exchange, orderId: OrderId): Promise<ExchangeOrder> {
  const order = await exchange.order(orderId)
  if (!order) throw new Error(`no order ${orderId}`)
  return order
}
