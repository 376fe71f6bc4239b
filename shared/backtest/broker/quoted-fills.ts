import type { Ticker } from '../../domain/ids.ts'
import { ZERO } from '../../domain/money.ts'
import { fillPrice } from '../../matching/fill-price.ts'
import type { PaperOrder } from '../../paper/paper-account.ts'
import type { EpochMs } from '../../time/instant.ts'
import type { SymbolSession } from '../market/symbol-session.ts'
import type { FillModel, TimedFill } from './fill-model.ts'

/** The fills of DEMO: whole, free, and at the quote of the moment somebody looks. */
export class QuotedFills implements FillModel {
  readonly #sessionOf: (symbol: Ticker) => SymbolSession | undefined

  constructor(sessionOf: (symbol: Ticker) => SymbolSession | undefined) {
    this.#sessionOf = sessionOf
  }

  onPlacement(order: PaperOrder, now: EpochMs): readonly TimedFill[] {
    return this.since(order, now)
  }

  since({ symbol, side, quantity, pricing }: PaperOrder, now: EpochMs): readonly TimedFill[] {
    const quote = this.#sessionOf(symbol)?.quoteAt(now)
    const price = quote && fillPrice({ side, ...pricing }, quote)
    return price === undefined ? [] : [{ quantity, price, fees: ZERO, time: now }]
  }
}
