import type { ExchangeOrder, OrderEvent } from '../../local/simulator/exchange/exchange-order.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

/** What the broker held and had on offer of one symbol from a moment on. */
export interface Moment {
  readonly at: EpochMs
  readonly held: number
  /** Nothing was held for an instant of this moment: what is held now is another position than before. */
  readonly anew: boolean
  /** Shares in sell orders that may still trade. */
  readonly offered: number
  /** Shares in stops that nobody has asked to cancel. */
  readonly stopped: number
}

/** Everything that happened to one symbol at the broker, one entry for each moment at which something did. */
export function timelines(orders: readonly ExchangeOrder[]): ReadonlyMap<Ticker, readonly Moment[]> {
  const symbols = [...new Set(orders.map(({ symbol }) => symbol))].sort()
  return new Map(
    symbols.map((symbol) => [symbol, timeline(orders.filter((order) => order.symbol === symbol))]),
  )
}

function timeline(orders: readonly ExchangeOrder[]): readonly Moment[] {
  const steps = orders
    .flatMap((order) => order.events.map((event) => ({ order, event })))
    .sort(
      (first, second) =>
        first.event.time - second.event.time || Number(first.order.orderId) - Number(second.order.orderId),
    )
  const books = new Books()
  const moments: Moment[] = []
  let anew = true
  for (const [index, { order, event }] of steps.entries()) {
    books.take(order, event)
    anew ||= books.now().held === 0
    if (steps[index + 1]?.event.time === event.time) continue
    moments.push({ at: event.time, anew, ...books.now() })
    anew = false
  }
  return moments
}

/** One symbol, brought forward event by event. */
class Books {
  #held = 0
  readonly #offers = new Map<ExchangeOrder, number>()
  readonly #stops = new Map<ExchangeOrder, number>()

  take(order: ExchangeOrder, event: OrderEvent): void {
    const sells = order.side === 'SELL'
    switch (event.name) {
      case 'ORDER_PLACED':
        if (sells) this.#offers.set(order, order.quantity)
        if (sells && order.type === 'STOP') this.#stops.set(order, order.quantity)
        return
      case 'ORDER_EXECUTED':
        this.#held += sells ? -event.quantity : event.quantity
        for (const open of [this.#offers, this.#stops])
          if (open.has(order)) open.set(order, (open.get(order) ?? 0) - event.quantity)
        return
      case 'CANCEL_REQUESTED':
        this.#stops.delete(order)
        return
      default:
        this.#stops.delete(order)
        this.#offers.delete(order)
    }
  }

  now(): Omit<Moment, 'at' | 'anew'> {
    return { held: this.#held, offered: sum(this.#offers.values()), stopped: sum(this.#stops.values()) }
  }
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0)
}
