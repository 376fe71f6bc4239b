import type { Ticker } from '../../domain/ids.ts'
import { type Money, max, min } from '../../domain/money.ts'
import type { PaperOrder } from '../../paper/paper-account.ts'
import type { EpochMs } from '../../time/instant.ts'
import type { CostModel } from '../costs/cost-model.ts'
import { feesOf } from '../costs/fees.ts'
import { quantityOfBar } from '../costs/volume-share.ts'
import type { Print } from '../market/print.ts'
import type { SymbolSession } from '../market/symbol-session.ts'
import type { FillModel, TimedFill } from './fill-model.ts'
import { farSide, takenPrice } from './taken-price.ts'

/** What is remembered of an open order between two looks. */
interface Watched {
  readonly upTo: EpochMs
  /** When the print before the next one was; NaN where none is known. */
  readonly lastPrintAt: number
  readonly isTriggered: boolean
  readonly filled: number
}

/**
 * The cautious fills (spec §17): an order trades at the first print after it at the earliest, pays half the spread and
 * slippage, a stop that is gapped over trades at the print behind the gap, and no order is more than its share of what
 * printed.
 */
export class NextBarFills implements FillModel {
  readonly #sessionOf: (symbol: Ticker) => SymbolSession | undefined
  readonly #costs: CostModel
  readonly #watched = new Map<string, Watched>()

  constructor(sessionOf: (symbol: Ticker) => SymbolSession | undefined, costs: CostModel) {
    this.#sessionOf = sessionOf
    this.#costs = costs
  }

  onPlacement(order: PaperOrder, now: EpochMs): readonly TimedFill[] {
    const session = this.#sessionOf(order.symbol)
    const lastPrintAt = session?.lastTimeAt(now) ?? Number.NaN
    this.#watched.set(order.orderId, { upTo: now, lastPrintAt, isTriggered: false, filled: 0 })
    return []
  }

  since(order: PaperOrder, now: EpochMs): readonly TimedFill[] {
    const session = this.#sessionOf(order.symbol)
    let watched = this.#watched.get(order.orderId)
    if (!session || !watched) return []
    const fills: TimedFill[] = []
    for (const print of session.printsBetween(watched.upTo, now)) {
      const isGap: boolean = isNewBar(watched.lastPrintAt, print.time, session.intervalMs)
      const isTriggered: boolean = watched.isTriggered || setsOff(order, print.price)
      const price = this.#priceAt(order, print.price, { isTriggered: watched.isTriggered, isGap })
      const fill = price === undefined ? undefined : this.#fill(order, watched.filled, { price, print })
      if (fill) fills.push(fill)
      const filled: number = watched.filled + (fill?.quantity ?? 0)
      watched = { upTo: now, lastPrintAt: print.time, isTriggered, filled }
      if (filled === order.quantity) break
    }
    if (watched.filled === order.quantity) this.#watched.delete(order.orderId)
    else this.#watched.set(order.orderId, { ...watched, upTo: now })
    return fills
  }

  #priceAt(
    { side, pricing }: PaperOrder,
    printed: Money,
    { isTriggered, isGap }: { readonly isTriggered: boolean; readonly isGap: boolean },
  ): Money | undefined {
    const taken = takenPrice(this.#costs, side, printed)
    switch (pricing.type) {
      case 'MARKET':
        return taken
      case 'LIMIT':
        return atLimit(side, pricing.limit, { quoted: farSide(this.#costs, side, printed), taken })
      case 'STOP': {
        if (isTriggered) return taken
        if (printed > pricing.stop) return undefined
        // Within a bar the price came down through the stop; between two bars it jumped over it.
        const reached = isGap ? min(printed, pricing.stop) : pricing.stop
        return takenPrice(this.#costs, side, reached)
      }
    }
  }

  #fill(
    order: PaperOrder,
    filled: number,
    { price, print }: { readonly price: Money; readonly print: Print },
  ): TimedFill | undefined {
    const quantity = Math.min(order.quantity - filled, quantityOfBar(this.#costs, print.size))
    if (quantity === 0) return undefined
    const fees = feesOf(this.#costs, { side: order.side, quantity, isFirstOfOrder: filled === 0 })
    return { quantity, price, fees, time: print.time }
  }
}

/** Once the far side of the spread reaches the limit: there, with slippage up to the limit. */
function atLimit(
  side: PaperOrder['side'],
  limit: Money,
  { quoted, taken }: { readonly quoted: Money; readonly taken: Money },
): Money | undefined {
  if (side === 'BUY') return quoted <= limit ? min(taken, limit) : undefined
  return quoted >= limit ? max(taken, limit) : undefined
}

function setsOff({ pricing }: PaperOrder, printed: Money): boolean {
  return pricing.type === 'STOP' && printed <= pricing.stop
}

function isNewBar(before: number, time: number, intervalMs: number): boolean {
  return Math.floor(before / intervalMs) !== Math.floor(time / intervalMs)
}
