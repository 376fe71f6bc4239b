import type { Ticker } from '../../shared/domain/ids.ts'
import type { Quote } from '../../shared/domain/quote.ts'
import type { MarketData, QuoteAnswer } from '../../shared/ports/market-data.ts'
import type { EtradeClient } from './client/etrade-client.ts'
import { toQuote } from './mapper/quote.ts'
import { fit } from './wire/fit.ts'
import { messageText, type WireMessage } from './wire/messages.ts'
import { quoteAnswer, type WireQuote } from './wire/quote-answer.ts'

/** The most symbols the broker answers in one call, with `overrideSymbolCount` (reference §6). */
const SYMBOLS_PER_CALL_MAX = 50
const OPERATION = 'market/quote'

/** Quotes from E*TRADE, all batches asked at the same time. */
export class EtradeMarketData implements MarketData {
  readonly #client: EtradeClient

  constructor(by: { readonly client: EtradeClient }) {
    this.#client = by.client
  }

  async quotes(symbols: readonly Ticker[]): Promise<QuoteAnswer> {
    const answers = await Promise.all(batches([...new Set(symbols)]).map((batch) => this.#batch(batch)))
    return {
      quotes: new Map(answers.flatMap(({ quotes }) => [...quotes])),
      refused: new Map(answers.flatMap(({ refused }) => [...refused])),
      calls: answers.reduce((total, { calls }) => total + calls, 0),
    }
  }

  async #batch(symbols: readonly Ticker[]): Promise<QuoteAnswer> {
    const { body, calls } = await this.#client.read({
      operation: OPERATION,
      module: 'market',
      path: `market/quote/${symbols.join(',')}`,
      query: { detailFlag: 'ALL', overrideSymbolCount: 'true', skipMiniOptionsCheck: 'true' },
      symbols: symbols.length,
    })
    const { quoteData, messages } = fit(quoteAnswer, OPERATION, body).quoteResponse
    return { ...sortOut(symbols, quoteData, messages), calls }
  }
}

function batches(symbols: readonly Ticker[]): readonly (readonly Ticker[])[] {
  const count = Math.ceil(symbols.length / SYMBOLS_PER_CALL_MAX)
  return Array.from({ length: count }, (_, index) =>
    symbols.slice(index * SYMBOLS_PER_CALL_MAX, (index + 1) * SYMBOLS_PER_CALL_MAX),
  )
}

/** The broker keeps no order and leaves refused symbols out, so each asked symbol is looked up by its name. */
function sortOut(
  symbols: readonly Ticker[],
  answered: readonly WireQuote[],
  messages: readonly WireMessage[],
): Pick<QuoteAnswer, 'quotes' | 'refused'> {
  const bySymbol = new Map(answered.map((wire) => [wire.product.symbol.trim().toUpperCase(), wire]))
  const quotes = new Map<Ticker, Quote>()
  const refused = new Map<Ticker, string>()
  for (const symbol of symbols) {
    const wire = bySymbol.get(symbol)
    const quote = wire && toQuote(symbol, wire)
    if (quote) quotes.set(symbol, quote)
    else refused.set(symbol, wire ? `unknown quoteStatus "${wire.quoteStatus}"` : refusalOf(symbol, messages))
  }
  return { quotes, refused }
}

function refusalOf(symbol: Ticker, messages: readonly WireMessage[]): string {
  const own = messages.filter(({ description }) => description.split(/[^A-Z0-9.]+/i).includes(symbol))
  return own.map(messageText).join('; ') || 'the broker left it out of its answer'
}
