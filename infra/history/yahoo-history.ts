import type { DailyBar } from '../../shared/domain/bar.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { History, MinuteSession } from '../../shared/ports/history.ts'
import { addDays, exchangeDate, exchangeInstant } from '../../shared/time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts'
import { wholeSession } from './day-bars.ts'
import { splitFactor, unsplit, type YahooRow, yahooRows } from './yahoo-bars.ts'
import type { YahooChart, YahooSplit } from './yahoo-chart.ts'
import type { YahooClient } from './yahoo-client.ts'

/** 252 sessions a year and a week of slack: so many calendar days hold `count` sessions. */
const CALENDAR_DAYS_A_SESSION = 365 / 252
const SLACK_DAYS = 10
/** Minute bars are kept for the last 30 days and given out for at most 8 of them a call; the provider documents neither. */
const MINUTES_KEPT_DAYS = 29
const MINUTE_DAYS_A_CALL = 7

/**
 * History from Yahoo's chart endpoint. Prices stand on the scale of the shares that trade on `before`: the provider
 * restates its past for every split up to today, so splits on later dates are taken back.
 */
export class YahooHistory implements History {
  readonly #client: YahooClient
  readonly #clock: Clock

  constructor(by: { readonly client: YahooClient; readonly clock: Clock }) {
    this.#client = by.client
    this.#clock = by.clock
  }

  async dailyBars(
    symbol: Ticker,
    { before, count }: { readonly before: ExchangeDate; readonly count: number },
  ): Promise<readonly DailyBar[]> {
    if (count === 0) return []
    const from = addDays(before, -Math.ceil(count * CALENDAR_DAYS_A_SESSION + SLACK_DAYS))
    // Up to now, because a split between `before` and now is told only there.
    const to = this.#clock.now()
    const start = exchangeInstant(from, 0)
    if (start >= to) return []
    const chart = await this.#client.chart({ symbol, interval: '1d', from: start, to })
    if (!chart) return []
    const factor = splitFactor(splitsAfter(chart, before))
    const bars = yahooRows(chart).map((row) => dailyBar(unsplit(row, factor)))
    return oneADate(bars.filter(({ date }) => date < before)).slice(-count)
  }

  async minuteSessions(
    symbol: Ticker,
    { before, sessions }: { readonly before: ExchangeDate; readonly sessions: number },
  ): Promise<readonly MinuteSession[]> {
    const now = this.#clock.now()
    const oldest = addDays(exchangeDate(now), -MINUTES_KEPT_DAYS)
    const found: MinuteSession[] = []
    const splits: YahooSplit[] = []
    // From now and not from `before`, so that no later split is missed.
    let end = addDays(exchangeDate(now), 1)
    while (end > oldest && found.length < sessions) {
      const start = laterOf(addDays(end, -MINUTE_DAYS_A_CALL), oldest)
      const chart = await this.#client.chart({
        symbol,
        interval: '1m',
        from: exchangeInstant(start, 0),
        to: Math.min(now, exchangeInstant(end, 0)) as EpochMs,
      })
      if (!chart) return []
      splits.push(...splitsAfter(chart, before))
      found.unshift(...wholeSessions(chart, { from: start, before, factor: splitFactor(splits) }))
      end = start
    }
    return found.slice(found.length - Math.min(sessions, found.length))
  }
}

function splitsAfter({ events }: YahooChart, date: ExchangeDate): readonly YahooSplit[] {
  return Object.values(events?.splits ?? {}).filter(({ date: seconds }) => dateOf(seconds * SECOND_MS) > date)
}

function wholeSessions(
  chart: YahooChart,
  by: { readonly from: ExchangeDate; readonly before: ExchangeDate; readonly factor: number },
): readonly MinuteSession[] {
  // The running minute is sent with the second of its last trade; only whole minutes are bars.
  const rows = yahooRows(chart).filter(({ time }) => time % MINUTE_MS === 0)
  const days = Map.groupBy(rows, ({ time }) => exchangeDate(time))
  return [...days].flatMap(([date, day]) => {
    if (date < by.from || date >= by.before) return []
    const minutes = [...new Map(day.map((row) => [row.time, unsplit(row, by.factor)])).values()]
    const bars = wholeSession({ intervalMs: MINUTE_MS, bars: minutes }, date)
    return bars ? [{ date, bars }] : []
  })
}

function dailyBar({ time, ...bar }: YahooRow): DailyBar {
  return { date: exchangeDate(time), ...bar }
}

/** The provider repeats the latest day while it is being corrected; the later row is the corrected one. */
function oneADate(bars: readonly DailyBar[]): readonly DailyBar[] {
  return [...new Map(bars.map((bar) => [bar.date, bar])).values()]
}

function dateOf(milliseconds: number): ExchangeDate {
  return exchangeDate(milliseconds as EpochMs)
}

function laterOf(first: ExchangeDate, second: ExchangeDate): ExchangeDate {
  return first > second ? first : second
}
