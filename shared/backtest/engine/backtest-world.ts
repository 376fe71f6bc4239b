import type { World } from '../../cycles/world.ts'
import type { Ticker } from '../../domain/ids.ts'
import type { Quote } from '../../domain/quote.ts'
import type { BrokerSession } from '../../ports/broker-session.ts'
import type { MarketData, QuoteAnswer } from '../../ports/market-data.ts'
import { exchangeDate, exchangeInstant } from '../../time/exchange-time.ts'
import type { VirtualClock } from '../../time/virtual-clock.ts'
import type { BacktestBroker } from '../broker/backtest-broker.ts'
import type { SymbolSession } from '../market/symbol-session.ts'
import type { RunStore } from './run-store.ts'
import type { BacktestSetup } from './setup.ts'

const SIGN_IN_MINUTE = 8 * 60

/** The parts of a run that its cycles work with. */
export interface RunParts {
  readonly clock: VirtualClock
  readonly store: RunStore
  readonly broker: BacktestBroker
  readonly sessionOf: (symbol: Ticker) => SymbolSession | undefined
}

/** The world of the production cycles, made of bars: an owner who signs in every morning and a broker that never fails. */
export function backtestWorld(setup: BacktestSetup, { clock, store, broker, sessionOf }: RunParts): World {
  const { config, instruments, namedByOwner, calendar, history, news, earnings } = setup
  const marketData = new SessionQuotes(clock, sessionOf)
  return {
    clock,
    store,
    broker,
    marketData,
    recentQuotes: marketData,
    history,
    ...(news && { news }),
    ...(earnings && { earnings }),
    session: new MorningSignIn(clock),
    notifier: { deliver: async () => undefined },
    config,
    // The log of a backtest is thrown away, so that its links need no proof.
    digest: () => '',
    warm: {},
    instruments,
    namedByOwner,
    calendar,
  }
}

class SessionQuotes implements MarketData {
  readonly #clock: VirtualClock
  readonly #sessionOf: RunParts['sessionOf']

  constructor(clock: VirtualClock, sessionOf: RunParts['sessionOf']) {
    this.#clock = clock
    this.#sessionOf = sessionOf
  }

  async quotes(symbols: readonly Ticker[]): Promise<QuoteAnswer> {
    const quotes = new Map<Ticker, Quote>()
    for (const symbol of symbols) {
      const quote = this.#sessionOf(symbol)?.quoteAt(this.#clock.now())
      if (quote) quotes.set(symbol, quote)
    }
    return { quotes, refused: new Map(), calls: 0 }
  }
}

/** A token of this morning that is always awake. */
class MorningSignIn implements BrokerSession {
  readonly #clock: VirtualClock

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  async token() {
    const now = this.#clock.now()
    return { issuedAt: exchangeInstant(exchangeDate(now), SIGN_IN_MINUTE), lastUsedAt: now }
  }

  clockOffsetMs(): number {
    return 0
  }

  async renew(): Promise<void> {}

  async verify(): Promise<void> {}
}
