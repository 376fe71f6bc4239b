import type { Bar, DailyBar } from '../../shared/domain/bar.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import { ProviderError } from '../../shared/domain/provider-error.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import { addDays, exchangeDate, exchangeInstant } from '../../shared/time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts'
import { repeatWhileTransient } from '../http/retry.ts'
import { regularHours, wholeSession } from './day-bars.ts'
import { yahooRows } from './yahoo-bars.ts'
import type { YahooChart } from './yahoo-chart.ts'
import type { ChartRequest, YahooClient } from './yahoo-client.ts'

/** Minute bars are kept for about 30 days and given out for at most 8 of them a call; neither is documented. */
export const YAHOO_MINUTES_KEPT_DAYS = 29
export const YAHOO_MINUTE_DAYS_A_CALL = 7
/** The provider publishes no limit; a request a second is what a person clicking would make. */
const PACE_MS = SECOND_MS
/** Added to the usual pause before a call is repeated, because a limited provider wants to be left alone. */
const REPEAT_PAUSE_MS = 2 * SECOND_MS

/** Dates asked for, both included. */
export interface DateRange {
  readonly from: ExchangeDate
  readonly until: ExchangeDate
}

/** What one answer held, on the scale of the shares that trade today. */
export interface YahooBars<Item> {
  readonly items: readonly Item[]
  /** Bars that were left out because a number was missing or contradicted the others. */
  readonly leftOut: number
  /** Splits told in the answer, as "4:1 on 2022-08-25". */
  readonly splits: readonly string[]
}

/** One session of minute bars; `bars` is absent when the answer misses its beginning or its end. */
export interface YahooDay {
  readonly date: ExchangeDate
  readonly bars?: readonly Bar[]
}

/**
 * Bars of past days from Yahoo's chart endpoint for keeping, one request a second, repeated while the provider is
 * silent or limits us. Throws `ProviderError`; `undefined` for a symbol the provider does not have.
 */
export class YahooDownload {
  readonly #client: YahooClient
  readonly #clock: Clock
  readonly #random: () => number
  #isFirst = true

  constructor(by: { readonly client: YahooClient; readonly clock: Clock; readonly random: () => number }) {
    this.#client = by.client
    this.#clock = by.clock
    this.#random = by.random
  }

  /** At most `YAHOO_MINUTE_DAYS_A_CALL` days a call; regular hours only. */
  async minuteDays(symbol: Ticker, range: DateRange): Promise<YahooBars<YahooDay> | undefined> {
    const chart = await this.#chart(symbol, '1m', range)
    return chart && { items: sessionsOf(chart, range), leftOut: leftOutOf(chart), splits: splitsOf(chart) }
  }

  async dailyBars(symbol: Ticker, range: DateRange): Promise<YahooBars<DailyBar> | undefined> {
    const chart = await this.#chart(symbol, '1d', range)
    return chart && { items: dailyOf(chart, range), leftOut: leftOutOf(chart), splits: splitsOf(chart) }
  }

  async #chart(symbol: Ticker, interval: ChartRequest['interval'], { from, until }: DateRange) {
    if (!this.#isFirst) await this.#clock.sleep(PACE_MS)
    this.#isFirst = false
    const to = Math.min(this.#clock.now(), exchangeInstant(addDays(until, 1), 0)) as EpochMs
    const request = { symbol, interval, from: exchangeInstant(from, 0), to }
    const answer = await repeatWhileTransient(
      () => this.#ask(request),
      ({ problem }) => problem !== undefined && isTransient(problem),
      { delay: (ms) => this.#clock.sleep(ms + REPEAT_PAUSE_MS), random: this.#random },
    )
    if (answer.problem) throw answer.problem
    return answer.chart
  }

  async #ask(
    request: ChartRequest,
  ): Promise<{ readonly chart?: YahooChart; readonly problem?: ProviderError }> {
    try {
      const chart = await this.#client.chart(request)
      return chart ? { chart } : {}
    } catch (error) {
      if (error instanceof ProviderError) return { problem: error }
      throw error
    }
  }
}

function isTransient({ problem }: ProviderError): boolean {
  return problem === 'unreachable' || problem === 'rate-limited'
}

function sessionsOf(chart: YahooChart, { from, until }: DateRange): readonly YahooDay[] {
  const rows = yahooRows(chart).filter(({ time }) => time % MINUTE_MS === 0 && isInSession(time))
  // The provider repeats a minute while it is being corrected; the later row is the corrected one.
  const bars = [...new Map(rows.map((bar) => [bar.time, bar])).values()]
  return [...Map.groupBy(bars, ({ time }) => exchangeDate(time))].flatMap(([date, day]) => {
    if (date < from || date > until) return []
    const whole = wholeSession({ intervalMs: MINUTE_MS, bars: day }, date)
    return [whole ? { date, bars: whole } : { date }]
  })
}

function isInSession(time: EpochMs): boolean {
  const hours = regularHours(exchangeDate(time))
  return hours !== undefined && time >= hours.openAt && time < hours.closeAt
}

function dailyOf(chart: YahooChart, { from, until }: DateRange): readonly DailyBar[] {
  const bars = yahooRows(chart).map(({ time, ...bar }) => ({ date: exchangeDate(time), ...bar }))
  const inRange = bars.filter(({ date }) => date >= from && date <= until && regularHours(date))
  return [...new Map(inRange.map((bar) => [bar.date, bar])).values()]
}

function leftOutOf(chart: YahooChart): number {
  return (chart.timestamp?.length ?? 0) - yahooRows(chart).length
}

function splitsOf({ events }: YahooChart): readonly string[] {
  return Object.values(events?.splits ?? {}).map(
    ({ date, numerator, denominator }) =>
      `${numerator}:${denominator} on ${exchangeDate((date * SECOND_MS) as EpochMs)}`,
  )
}
