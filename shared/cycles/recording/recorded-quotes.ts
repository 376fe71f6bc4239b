import type { Ticker } from '../../domain/ids.ts'
import type { Quote } from '../../domain/quote.ts'
import type { Store } from '../../ports/store.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import { unpackQuotes } from './quote-columns.ts'
import { runTapeSchema } from './run-tape.ts'
import { tapesOf } from './tape-documents.ts'

/**
 * Every quote that a recorded run of the date was shown, by symbol, ascending by the exchange's time and each once. Of runs
 * without a tape nothing is known; a date without any is an empty map.
 */
export async function recordedQuotes(
  store: Store,
  date: ExchangeDate,
): Promise<ReadonlyMap<Ticker, readonly Quote[]>> {
  const found = new Map<Ticker, Map<string, Quote>>()
  for (const { text } of await tapesOf(store, date)) {
    for (const quote of text === undefined ? [] : quotesOn(text)) {
      const known = found.get(quote.symbol) ?? new Map<string, Quote>()
      found.set(quote.symbol, known.set(JSON.stringify(quote), quote))
    }
  }
  return new Map([...found].map(([symbol, quotes]) => [symbol, ascending([...quotes.values()])]))
}

function quotesOn(text: string): readonly Quote[] {
  return runTapeSchema
    .parse(JSON.parse(text))
    .calls.filter(({ key, error }) => /^(marketData|recentQuotes)\.quotes /.test(key) && !error)
    .flatMap(({ answer }) => [...unpackQuotes(answer).quotes.values()])
}

function ascending(quotes: readonly Quote[]): readonly Quote[] {
  return quotes.toSorted((first, second) => first.time - second.time)
}
