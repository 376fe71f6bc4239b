import type { Ticker } from '../../shared/domain/ids.ts'

const SHOWN_MAX = 10

/** One clear line for a symbol that is not there, naming what is. */
export function unknownSymbol(symbol: Ticker, known: readonly Ticker[]): string {
  const shown = known.slice(0, SHOWN_MAX).join(' ')
  return `no symbol ${symbol}; there are ${known.length}: ${shown}${known.length > SHOWN_MAX ? ' …' : ''}`
}
