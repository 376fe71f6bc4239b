interface Prices {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
}

/** The price on whole cents, at least one. */
export function toCents(price: number): number {
  return Math.max(1, Math.round(price * 100)) / 100
}

/** A bar from `open` to `close` that reached `above` over and `below` under both, on whole cents. */
export function centBar(
  move: { readonly open: number; readonly close: number },
  reach: { readonly above: number; readonly below: number },
): Prices {
  const { open, close } = move
  return {
    open: toCents(open),
    high: toCents(Math.max(open, close) + reach.above),
    low: toCents(Math.min(open, close) - reach.below),
    close: toCents(close),
  }
}
