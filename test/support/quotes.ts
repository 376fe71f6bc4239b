import { ticker } from '../../shared/domain/ids.ts'
import { moneyFromNumber } from '../../shared/domain/money.ts'
import type { Quote } from '../../shared/domain/quote.ts'
import type { UsableQuote } from '../../shared/market-data/quote-usability.ts'
import { atMinute } from './session.ts'

/** Prices in plain dollars, as a test wants to read them. */
export interface QuoteFigures {
  readonly last: number
  readonly time?: Quote['time']
  readonly open?: number
  readonly high?: number
  readonly low?: number
  readonly totalVolume?: number
}

/** A real-time TQQQ quote with a spread of 2 cents round the last trade. */
export function quoteOf({
  last,
  time = atMinute(60),
  open,
  high,
  low,
  totalVolume,
}: QuoteFigures): UsableQuote {
  return {
    symbol: ticker('TQQQ'),
    status: 'REALTIME',
    time,
    bid: moneyFromNumber(last - 0.01),
    ask: moneyFromNumber(last + 0.01),
    last: moneyFromNumber(last),
    ...(open !== undefined && { open: moneyFromNumber(open) }),
    ...(high !== undefined && { high: moneyFromNumber(high) }),
    ...(low !== undefined && { low: moneyFromNumber(low) }),
    ...(totalVolume !== undefined && { totalVolume }),
  }
}

/** The same quote without some of its figures. */
export function without(quote: Quote, ...fields: readonly (keyof Quote)[]): Quote {
  const entries = Object.entries(quote).filter(([field]) => !fields.some((name) => name === field))
  return Object.fromEntries(entries) as unknown as Quote
}
