import type { Ticker } from '../domain/ids.ts'
import type { DailyFigures } from './daily-figures.ts'

/** What a moment of the session adds to the completed days; absent where no usable quote tells it. */
export interface MomentFigures {
  readonly price: number
  readonly spreadBps: number
  /** Volume so far ÷ mean volume at this time of day. */
  readonly volumeRatio?: number | undefined
  /** Daily RSI 14 with today's developing bar. */
  readonly rsi14?: number | undefined
}

/** One symbol as the selector sees it, before the day or within it. */
export interface Candidate {
  readonly symbol: Ticker
  readonly leverage: number
  readonly price: number | undefined
  readonly spreadBps: number | undefined
  readonly averageVolume20: number | undefined
  /** Daily closes, oldest first, today's price last once there is one. */
  readonly closes: readonly number[]
  readonly volumeRatio: number | undefined
  readonly rsi14: number | undefined
  readonly realizedVolatility20: number | undefined
}

/** Joins the completed days with the moment; without a moment the last close stands for the price. */
export function candidateOf(daily: DailyFigures, moment?: MomentFigures): Candidate {
  return {
    symbol: daily.symbol,
    leverage: daily.leverage,
    price: moment?.price ?? daily.closes.at(-1),
    spreadBps: moment?.spreadBps,
    averageVolume20: daily.averageVolume20,
    closes: daily.closes.length > 0 && moment ? [...daily.closes.slice(1), moment.price] : daily.closes,
    volumeRatio: moment?.volumeRatio ?? daily.volumeRatio,
    rsi14: moment?.rsi14 ?? daily.rsi14,
    realizedVolatility20: daily.realizedVolatility20,
  }
}
