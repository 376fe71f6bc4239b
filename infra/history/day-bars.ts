import type { Bar, DailyBar, IntradayBars } from '../../shared/domain/bar.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS } from '../../shared/time/instant.ts'
import { marketDay } from '../../shared/time/market-calendar.ts'

/** When an exchange date trades in regular hours: from `openAt` up to but excluding `closeAt`. */
export interface RegularHours {
  readonly openAt: EpochMs
  readonly closeAt: EpochMs
}

/**
 * How far from the open or the close the first and last bar of a whole session may lie; thin symbols trade
 * late.
 */
const EDGE_MS = 15 * MINUTE_MS

/** The regular hours of a date; `undefined` when the exchange is closed. */
export function regularHours(date: ExchangeDate): RegularHours | undefined {
  const day = marketDay(date)
  return day.kind === 'open' ? day : undefined
}

/**
 * The regular-hours 1-minute bars of one date, or `undefined` when the recording misses its beginning or its
 * end: half a day would pass for a quiet one.
 */
export function wholeSession(intraday: IntradayBars, date: ExchangeDate): readonly Bar[] | undefined {
  const hours = regularHours(date)
  if (!hours) return undefined
  const bars = byMinute(intraday).filter(({ time }) => time >= hours.openAt && time < hours.closeAt)
  const [first, last] = [bars[0], bars.at(-1)]
  if (!first || !last) return undefined
  const whole = first.time <= hours.openAt + EDGE_MS && last.time >= hours.closeAt - EDGE_MS
  return whole ? bars : undefined
}

/** Ascending bars, at least one, as one daily bar. */
export function asDailyBar(date: ExchangeDate, bars: readonly Bar[]): DailyBar {
  return { date, ...merged(bars) }
}

function byMinute({ intervalMs, bars }: IntradayBars): readonly Bar[] {
  if (intervalMs === MINUTE_MS) return bars
  const minutes = Map.groupBy(bars, ({ time }) => time - (time % MINUTE_MS))
  return [...minutes].map(([time, group]) => ({ time: time as EpochMs, ...merged(group) }))
}

function merged(bars: readonly Bar[]): Omit<DailyBar, 'date'> {
  const [first, last] = [bars[0], bars.at(-1)]
  if (!first || !last) throw new RangeError('no bars to merge')
  return {
    open: first.open,
    high: Math.max(...bars.map(({ high }) => high)),
    low: Math.min(...bars.map(({ low }) => low)),
    close: last.close,
    volume: bars.reduce((sum, { volume }) => sum + volume, 0),
  }
}
