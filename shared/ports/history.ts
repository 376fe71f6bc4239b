import type { Bar, DailyBar } from '../domain/bar.ts'
import type { Ticker } from '../domain/ids.ts'
import type { ExchangeDate } from '../time/instant.ts'

/**
 * Bars of completed days. The promise: no bar of `before` or later is ever returned, bars ascend strictly in time,
 * and a symbol or day the provider does not have is an empty list.
 */
export interface History {
  /** The last `count` daily bars before the date. */
  dailyBars(
    symbol: Ticker,
    request: { readonly before: ExchangeDate; readonly count: number },
  ): Promise<readonly DailyBar[]>
  /** Regular-hours 1-minute bars of the last `sessions` days the provider has before the date, one list a day. */
  minuteSessions(
    symbol: Ticker,
    request: { readonly before: ExchangeDate; readonly sessions: number },
  ): Promise<readonly MinuteSession[]>
}

export interface MinuteSession {
  readonly date: ExchangeDate
  readonly bars: readonly Bar[]
}
