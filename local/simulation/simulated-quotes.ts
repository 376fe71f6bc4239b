import { BrokerUnauthorizedError, BrokerUnreachableError } from '../../shared/domain/errors.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { Quote } from '../../shared/domain/quote.ts'
import type { CallBudget } from '../../shared/ports/call-budget.ts'
import type { MarketData, QuoteAnswer } from '../../shared/ports/market-data.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import type { Market, MarketQuote } from '../simulator/market/market.ts'
import type { Crossings, Instance } from './instance.ts'
import type { SimulatedDesk } from './simulated-desk.ts'

/** What may be wrong with a quote at a time: it is old, late, one-sided, or there is none. */
export type QuoteTrouble = 'none' | 'stale' | 'delayed' | 'no-bid' | 'missing'

/** Quotes of the simulated market as one process reads them. */
export class SimulatedQuotes implements MarketData {
  readonly #instance: Instance
  readonly #crossings: Crossings
  readonly #market: Market
  readonly #desk: SimulatedDesk
  readonly #budget: Pick<CallBudget, 'take'>
  readonly #troubleOf: (symbol: Ticker) => QuoteTrouble
  readonly #onAnswer: (quotes: ReadonlyMap<Ticker, Quote>) => void

  constructor(parts: {
    readonly instance: Instance
    readonly crossings: Crossings
    readonly market: Market
    readonly desk: SimulatedDesk
    readonly budget: Pick<CallBudget, 'take'>
    readonly troubleOf: (symbol: Ticker) => QuoteTrouble
    readonly onAnswer: (quotes: ReadonlyMap<Ticker, Quote>) => void
  }) {
    this.#instance = parts.instance
    this.#crossings = parts.crossings
    this.#market = parts.market
    this.#desk = parts.desk
    this.#budget = parts.budget
    this.#troubleOf = parts.troubleOf
    this.#onAnswer = parts.onAnswer
  }

  async quotes(symbols: readonly Ticker[]): Promise<QuoteAnswer> {
    await this.#budget.take({ module: 'market', purpose: 'read', symbols: symbols.length })
    const failure = () =>
      this.#desk.readFailed(new BrokerUnreachableError('market/quote', 'market/quote gave no answer'))
    return this.#crossings.cross(this.#instance, {
      port: 'market/quote',
      failure,
      effect: async () => {
        this.#desk.called('market/quote')
        if (!this.#desk.signedIn) throw new BrokerUnauthorizedError('market/quote', 'token_expired')
        return this.#answer(symbols)
      },
    })
  }

  #answer(symbols: readonly Ticker[]): QuoteAnswer {
    const quotes = new Map<Ticker, Quote>()
    const refused = new Map<Ticker, string>()
    for (const symbol of symbols) {
      const shown = this.#market.quote(symbol, this.#desk.now())
      const quote = shown && quoteOf(shown, this.#desk.now(), this.#troubleOf(symbol))
      if (quote) quotes.set(symbol, quote)
      else refused.set(symbol, 'left out')
    }
    this.#onAnswer(quotes)
    return { quotes, refused, calls: 1 }
  }
}

/** The exchange stamps a quote that stands with the moment at which it is asked for. */
function quoteOf(shown: MarketQuote, now: EpochMs, trouble: QuoteTrouble): Quote | undefined {
  if (trouble === 'missing') return undefined
  const {
    symbol,
    bid,
    ask,
    last,
    open,
    high,
    low,
    totalVolume,
    previousClose,
    averageVolume,
    bidSize,
    askSize,
  } = shown
  return {
    symbol,
    status: trouble === 'delayed' ? 'DELAYED' : 'REALTIME',
    time: (trouble === 'stale' ? now - 180_000 : now) as EpochMs,
    ...(bid !== undefined && trouble !== 'no-bid' && { bid }),
    ...(ask !== undefined && { ask }),
    ...(bidSize !== undefined && { bidSize }),
    ...(askSize !== undefined && { askSize }),
    last,
    ...(open !== undefined && { open }),
    ...(high !== undefined && { high }),
    ...(low !== undefined && { low }),
    totalVolume,
    ...(previousClose !== undefined && { previousClose }),
    ...(averageVolume !== undefined && { averageVolume }),
  }
}
