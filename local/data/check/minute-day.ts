import { wholeSession } from '../../../infra/history/day-bars.ts'
import type { Bar } from '../../../shared/domain/bar.ts'
import { type ExchangeDate, MINUTE_MS } from '../../../shared/time/instant.ts'
import type { OpenDay } from '../../../shared/time/market-calendar.ts'
import type { DayPrices } from './split-suspicion.ts'

/** What is in one file of minute bars. */
export interface MinuteDay {
  readonly date: ExchangeDate
  /** In regular hours. */
  readonly bars: number
  /** Minutes of the session. */
  readonly expected: number
  readonly outsideHours: number
  /** Regular bars in which nothing was traded. */
  readonly zeroVolume: number
  /** It begins or ends more than a quarter of an hour from the session. */
  readonly isPartial: boolean
  /** The regular hours as one bar; absent when there are none. */
  readonly prices?: DayPrices
}

/** Looks at the bars of one open day. */
export function minuteDay(bars: readonly Bar[], { date, openAt, closeAt }: OpenDay): MinuteDay {
  const regular = bars.filter(({ time }) => time >= openAt && time < closeAt)
  const [first, last] = [regular[0], regular.at(-1)]
  return {
    date,
    bars: regular.length,
    expected: (closeAt - openAt) / MINUTE_MS,
    outsideHours: bars.length - regular.length,
    zeroVolume: regular.filter(({ volume }) => volume === 0).length,
    isPartial: wholeSession({ intervalMs: MINUTE_MS, bars }, date) === undefined,
    ...(first &&
      last && {
        prices: {
          date,
          open: first.open,
          close: last.close,
          volume: regular.reduce((sum, { volume }) => sum + volume, 0),
        },
      }),
  }
}
