import type { Ticker } from '../../domain/ids.ts'

/** First and last price of a symbol's regular session, in money units. */
export interface SessionPrices {
  readonly open: number
  readonly close: number
}

/**
 * What the start cash would be worth had each symbol been given an equal part of it at the open of its first session and
 * been held since. The part of a symbol that has not traded yet waits in cash; one that stops trading keeps its last price.
 */
export class BuyAndHold {
  readonly #part: number
  readonly #symbols: number
  readonly #worth = new Map<Ticker, { readonly shares: number; price: number }>()

  constructor(startCash: number, symbols: number) {
    this.#symbols = symbols
    this.#part = startCash / symbols
  }

  /** In money units, after one more session. */
  sessionDone(prices: ReadonlyMap<Ticker, SessionPrices>): number {
    for (const [symbol, { open, close }] of prices) {
      const held = this.#worth.get(symbol)
      if (held) held.price = close
      else this.#worth.set(symbol, { shares: this.#part / open, price: close })
    }
    let worth = (this.#symbols - this.#worth.size) * this.#part
    for (const { shares, price } of this.#worth.values()) worth += shares * price
    return worth
  }
}
