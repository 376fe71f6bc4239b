import type { Decision, DecisionRun } from '../../../../../shared/backtest/audit/decision.ts'
import type { BarSeries } from '../../../../../shared/backtest/bars/bar-series.ts'
import { exchangeDate } from '../../../../../shared/time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS } from '../../../../../shared/time/instant.ts'

/** What a rule says at the end of a bar; it may read the whole series, which is the temptation. */
type Rule = (series: BarSeries, bar: number) => string | undefined

/** Decisions of a rule at the end of every bar. */
function runOf(rule: Rule): DecisionRun {
  return (all) =>
    all.flatMap((series) => {
      const decisions: Decision[] = []
      for (let bar = 0; bar < series.length; bar += 1) {
        const what = rule(series, bar)
        const at = (series.time[bar]! + MINUTE_MS) as EpochMs
        if (what !== undefined) decisions.push({ at, what: `${what} ${series.symbol}` })
      }
      return decisions
    })
}

function runAtOnce(decide: (series: BarSeries) => Rule): DecisionRun {
  return (all) =>
    all.flatMap((series) => {
      const rule = decide(series)
      return runOf(rule)([series]) as readonly Decision[]
    })
}

/** Rules that know what comes later. */
export const PEEKING_RULES: readonly { readonly name: string; readonly run: DecisionRun }[] = [
  {
    name: 'it buys before a bar that rises',
    run: runOf(({ open, close }, bar) => (close[bar + 1]! > open[bar + 1]! ? 'buy' : undefined)),
  },
  {
    name: 'it buys before a bar that opens higher',
    run: runOf(({ open, close }, bar) => (open[bar + 1]! > close[bar]! ? 'buy' : undefined)),
  },
  {
    name: "it knows today's high before it happens",
    run: runAtOnce((series) => {
      const highs = byDate(series, (high, bar) => Math.max(high, series.high[bar]!))
      return ({ close }, bar) => (close[bar]! < 0.99 * highs.get(dateOf(series, bar))! ? 'buy' : undefined)
    }),
  },
  {
    name: "it knows the day's volume",
    run: runAtOnce((series) => {
      const volumes = byDate(series, (volume, bar) => volume + series.volume[bar]!)
      return ({ volume }, bar) =>
        volume[bar]! > 0.004 * volumes.get(dateOf(series, bar))! ? 'buy' : undefined
    }),
  },
  {
    name: 'it divides by the maximum of the whole series',
    run: runAtOnce((series) => {
      const highest = series.close.reduce((high, close) => Math.max(high, close), 0)
      return ({ close }, bar) => (close[bar]! / highest > 0.97 ? 'sell' : undefined)
    }),
  },
  {
    name: 'it measures against mean and deviation of the whole series',
    run: runAtOnce(({ close }) => {
      const mean = close.reduce((sum, price) => sum + price, 0) / close.length
      const variance = close.reduce((sum, price) => sum + (price - mean) ** 2, 0) / close.length
      return (_, bar) => (close[bar]! < mean - Math.sqrt(variance) ? 'buy' : undefined)
    }),
  },
  {
    name: 'its turning points are drawn when later bars confirm them',
    run: runOf(({ low }, bar) => {
      const around = [-3, -2, -1, 1, 2, 3].map((offset) => low[bar + offset] ?? Infinity)
      return around.every((other) => low[bar]! < other) ? 'buy at the pivot' : undefined
    }),
  },
  {
    name: 'its average is centred',
    run: runOf(({ close }, bar) => {
      const window = close.subarray(Math.max(0, bar - 5), bar + 6)
      const average = window.reduce((sum, price) => sum + price, 0) / window.length
      return close[bar]! < average ? 'buy' : undefined
    }),
  },
  {
    name: 'its indicator is repainted and only its value tells',
    run: runOf(({ close }, bar) => `value ${close[bar]! + 0.1 * (close[bar + 2] ?? close[bar]!)}`),
  },
  {
    name: 'it knows the last price',
    run: runOf(({ close }, bar) => (close[bar]! < close.at(-1)! ? 'buy' : undefined)),
  },
]

/** Crosses of two averages that are taken anew from the bars before: they know nothing else. */
export const honestCross: DecisionRun = runOf(({ close }, bar) => {
  if (bar < 30) return undefined
  return mean(close.subarray(bar - 9, bar + 1)) > mean(close.subarray(bar - 29, bar + 1)) ? 'buy' : undefined
})

/** The same, but it answers later. */
export const slowHonestCross: DecisionRun = async (series) => honestCross(series)

/** An exponential average that starts at the first bar it sees: its past fades away slowly. */
export function emaRule(period: number): DecisionRun {
  return runAtOnce((series) => {
    const averages = emaOf(series.close, period)
    return ({ close }, bar) => (close[bar]! > averages[bar]! ? 'buy' : undefined)
  })
}

/** A rule whose words hang on how many bars it has seen. */
export const countingRule: DecisionRun = runOf((_, bar) => (bar % 7 === 0 ? 'buy' : undefined))

function emaOf(close: Float64Array, period: number): Float64Array {
  let average = close[0]!
  return close.map((price) => {
    average += ((price - average) * 2) / (period + 1)
    return average
  })
}

function mean(prices: Float64Array): number {
  return prices.reduce((sum, price) => sum + price, 0) / prices.length
}

function byDate(
  series: BarSeries,
  next: (before: number, bar: number) => number,
): ReadonlyMap<ExchangeDate, number> {
  const values = new Map<ExchangeDate, number>()
  for (let bar = 0; bar < series.length; bar += 1) {
    const date = dateOf(series, bar)
    values.set(date, next(values.get(date) ?? 0, bar))
  }
  return values
}

function dateOf({ time }: BarSeries, bar: number): ExchangeDate {
  return exchangeDate(time[bar]! as EpochMs)
}
