import type { DailyBar } from '../../shared/domain/bar.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { History, MinuteSession } from '../../shared/ports/history.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import type { PastDays } from './past-days.ts'

/**
 * Completed days of a bar source as a history provider: of a generated or recorded market, or of a folder.
 *
 *     new TapeHistory(market.past)
 */
export class TapeHistory implements History {
  readonly #past: PastDays

  constructor(past: PastDays) {
    this.#past = past
  }

  async dailyBars(
    symbol: Ticker,
    request: { readonly before: ExchangeDate; readonly count: number },
  ): Promise<readonly DailyBar[]> {
    return this.#past.dailyBars(symbol, request)
  }

  async minuteSessions(
    symbol: Ticker,
    request: { readonly before: ExchangeDate; readonly sessions: number },
  ): Promise<readonly MinuteSession[]> {
    return this.#past.minuteSessions(symbol, request)
  }
}
