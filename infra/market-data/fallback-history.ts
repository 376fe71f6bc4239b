import type { DailyBar } from '../../shared/domain/bar.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { History, MinuteSession } from '../../shared/ports/history.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import type { ProviderChain } from './provider-chain.ts'

/** Bars of completed days from the first provider of a chain that answers; they can't be too late. */
export class FallbackHistory implements History {
  readonly #chain: ProviderChain<History>

  constructor(by: { readonly chain: ProviderChain<History> }) {
    this.#chain = by.chain
  }

  async dailyBars(
    symbol: Ticker,
    request: { readonly before: ExchangeDate; readonly count: number },
  ): Promise<readonly DailyBar[]> {
    return (await this.#chain.pull((provider) => provider.dailyBars(symbol, request))).answer
  }

  async minuteSessions(
    symbol: Ticker,
    request: { readonly before: ExchangeDate; readonly sessions: number },
  ): Promise<readonly MinuteSession[]> {
    return (await this.#chain.pull((provider) => provider.minuteSessions(symbol, request))).answer
  }
}
