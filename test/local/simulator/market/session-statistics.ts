import type { MinuteSession } from '../../../../shared/ports/history.ts'
import { nextOpenDay } from '../../../../shared/time/market-calendar.ts'

/** What makes minute bars look like a market, for one symbol over several whole sessions of 390 minutes. */
export interface SessionStatistics {
  readonly volumeShareFirst30: number
  readonly volumeShareMiddle30: number
  readonly volumeShareLast30: number
  /** Of minute returns within a day; 3 for a normal distribution. */
  readonly kurtosis: number
  /** Mean autocorrelation of |return| over lags 1 to 10. */
  readonly clustering: number
  /** Autocorrelation of returns at lag 1. */
  readonly momentum: number
  readonly volumeFollowsMove: number
}

export function sessionStatistics(sessions: readonly MinuteSession[]): SessionStatistics {
  const days = sessions.map(({ bars }) => {
    const returns = minuteReturns(bars)
    const sizes = returns.map(Math.abs)
    const volumes = bars.slice(1).map(({ volume }) => volume)
    return {
      volumeShareFirst30: volumeShare(bars, 0),
      volumeShareMiddle30: volumeShare(bars, 180 / 390),
      volumeShareLast30: volumeShare(bars, 360 / 390),
      kurtosis: kurtosisOf(returns),
      clustering: mean(LAGS.map((lag) => correlation(sizes.slice(lag), sizes.slice(0, -lag)))),
      momentum: correlation(returns.slice(1), returns.slice(0, -1)),
      volumeFollowsMove: correlation(sizes, volumes),
    }
  })
  const over = (name: keyof SessionStatistics) => mean(days.map((day) => day[name]))
  return {
    volumeShareFirst30: over('volumeShareFirst30'),
    volumeShareMiddle30: over('volumeShareMiddle30'),
    volumeShareLast30: over('volumeShareLast30'),
    kurtosis: median(days.map(({ kurtosis }) => kurtosis)),
    clustering: over('clustering'),
    momentum: over('momentum'),
    volumeFollowsMove: over('volumeFollowsMove'),
  }
}

/** Share of the variance from close to close that happens over night, on days that follow each other. */
export function overnightShare(sessions: readonly MinuteSession[]): number {
  const pairs = sessions.slice(1).flatMap((session, index) => {
    const before = sessions[index]!
    if (nextOpenDay(before.date) !== session.date) return []
    const open = session.bars[0]!.open
    return [
      [Math.log(open / before.bars.at(-1)!.close), Math.log(session.bars.at(-1)!.close / open)] as const,
    ]
  })
  const [gaps, moves] = [mean(pairs.map(([gap]) => gap ** 2)), mean(pairs.map(([, move]) => move ** 2))]
  return gaps / (gaps + moves)
}

/** The log returns of two symbols from one minute that both have to the next. */
export function commonReturns(
  one: readonly MinuteSession[],
  other: readonly MinuteSession[],
): readonly Pair[] {
  return commonCloses(one, other).flatMap((closes) =>
    closes.slice(1).map(([first, second], minute) => {
      const before = closes[minute]!
      return [Math.log(first / before[0]), Math.log(second / before[1])] as const
    }),
  )
}

/**
 * The same moves in parts of the last close of the session before: what a fund that resets daily multiplies.
 */
export function commonDayMoves(
  one: readonly MinuteSession[],
  other: readonly MinuteSession[],
): readonly Pair[] {
  const days = commonCloses(one, other)
  return days.slice(1).flatMap((closes, day) => {
    const base = days[day]!.at(-1)!
    return closes.slice(1).map(([first, second], minute) => {
      const before = closes[minute]!
      return [(first - before[0]) / base[0], (second - before[1]) / base[1]] as const
    })
  })
}

type Pair = readonly [number, number]

function commonCloses(
  one: readonly MinuteSession[],
  other: readonly MinuteSession[],
): readonly (readonly Pair[])[] {
  return one.map(({ date, bars }) => {
    const session = other.find((candidate) => candidate.date === date)
    const closes = new Map(session?.bars.map(({ time, close }) => [time, close]))
    return bars.flatMap(({ time, close }) => {
      const second = closes.get(time)
      return second === undefined ? [] : [[close, second] as const]
    })
  })
}

export function pairCorrelation(pairs: readonly Pair[]): number {
  return correlation(
    pairs.map(([first]) => first),
    pairs.map(([, second]) => second),
  )
}

/** Slope of the second on the first. */
export function beta(pairs: readonly Pair[]): number {
  const [first, second] = [mean(pairs.map(([value]) => value)), mean(pairs.map(([, value]) => value))]
  const together = pairs.map(([one, other]) => (one - first) * (other - second))
  return mean(together) / mean(pairs.map(([one]) => (one - first) ** 2))
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1]!
}

const LAGS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

function minuteReturns(bars: MinuteSession['bars']): readonly number[] {
  return bars.slice(1).map(({ close }, index) => Math.log(close / bars[index]!.close))
}

/**
 * A minute without trades has no bar, so the half hour is found by time, `start` being a part of the session.
 */
function volumeShare(bars: MinuteSession['bars'], start: number): number {
  const from = bars[0]!.time + start * 390 * 60_000
  const total = bars.reduce((sum, { volume }) => sum + volume, 0)
  const within = bars.filter(({ time }) => time >= from && time < from + 30 * 60_000)
  return within.reduce((sum, { volume }) => sum + volume, 0) / total
}

function kurtosisOf(values: readonly number[]): number {
  const centre = mean(values)
  return (
    mean(values.map((value) => (value - centre) ** 4)) /
    mean(values.map((value) => (value - centre) ** 2)) ** 2
  )
}

function correlation(first: readonly number[], second: readonly number[]): number {
  const [one, other] = [mean(first), mean(second)]
  const together = mean(first.map((value, index) => (value - one) * (second[index]! - other)))
  const spread = (values: readonly number[], centre: number) =>
    mean(values.map((value) => (value - centre) ** 2))
  return together / Math.sqrt(spread(first, one) * spread(second, other))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
