import { z } from 'zod'
import type { DailyBar } from '../../shared/domain/bar.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { History, MinuteSession } from '../../shared/ports/history.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import type { LayeredCache } from './layered-cache.ts'

const prices = { open: z.number(), high: z.number(), low: z.number(), close: z.number(), volume: z.number() }
const date = z.string().transform((text) => text as ExchangeDate)
const dailyBars = z.array(z.object({ date, ...prices }))

/**
 * A history that is asked for the same bars once an hour. Daily bars are shared between instances; the minute bars
 * of many sessions would not fit a document, so each process keeps its own.
 */
export class CachedHistory implements History {
  readonly #history: History
  readonly #cache: LayeredCache

  constructor(by: { readonly history: History; readonly cache: LayeredCache }) {
    this.#history = by.history
    this.#cache = by.cache
  }

  dailyBars(
    symbol: Ticker,
    request: { readonly before: ExchangeDate; readonly count: number },
  ): Promise<readonly DailyBar[]> {
    const key = `daily ${symbol} ${request.before} ${request.count}`
    return this.#cache.readShared<readonly DailyBar[]>({ kind: 'history', key, schema: dailyBars }, () =>
      this.#history.dailyBars(symbol, request),
    )
  }

  minuteSessions(
    symbol: Ticker,
    request: { readonly before: ExchangeDate; readonly sessions: number },
  ): Promise<readonly MinuteSession[]> {
    const key = `minute ${symbol} ${request.before} ${request.sessions}`
    return this.#cache.read({ kind: 'history', key }, () => this.#history.minuteSessions(symbol, request))
  }
}
