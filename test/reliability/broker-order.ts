import type { ExchangeOrder, OrderEvent } from '../../local/simulator/exchange/exchange-order.ts'
import type { ClientOrderId, OrderId } from '../../shared/domain/ids.ts'
import { type Money, money } from '../../shared/domain/money.ts'
import { type EpochMs, SECOND_MS } from '../../shared/time/instant.ts'
import { NINE_THIRTY_SIX, TQQQ } from '../support/fixtures.ts'

/** So many seconds into the session. */
export const after = (seconds: number) => (NINE_THIRTY_SIX + seconds * SECOND_MS) as EpochMs

/** How an order for 10 shares at 50 went at the broker; times are seconds. */
export interface Way {
  readonly number: number
  readonly side: 'BUY' | 'SELL'
  readonly type: 'LIMIT' | 'STOP'
  readonly placed: number
  readonly filled?: number
  readonly cancelled?: number
}

/** The order as the broker has recorded it. */
export function atBroker({ number, side, type, placed, filled, cancelled }: Way): ExchangeOrder {
  const price = money('50')
  const execution = { time: after(filled ?? 0), quantity: 10, price, fees: money('0') }
  const events: readonly OrderEvent[] = [
    { name: 'ORDER_PLACED', time: after(placed) },
    ...(filled === undefined ? [] : [{ name: 'ORDER_EXECUTED', ...execution } as const]),
    ...(cancelled === undefined ? [] : [{ name: 'ORDER_CANCELLED', time: after(cancelled) } as const]),
  ]
  return {
    symbol: TQQQ,
    side,
    quantity: 10,
    clientOrderId: `OB${number}` as ClientOrderId,
    orderTerm: 'GOOD_FOR_DAY',
    ...(type === 'STOP' ? { type, stop: money('48') } : { type, limit: price }),
    orderId: String(number) as OrderId,
    status: filled === undefined ? 'CANCELLED' : 'EXECUTED',
    placedAt: after(placed),
    filledQuantity: filled === undefined ? 0 : 10,
    notional: (filled === undefined ? 0 : price * 10) as Money,
    fees: money('0'),
    events,
  }
}
