import type { BarSeries } from './bar-series.ts'

/** Bars that no run can be made on; names the symbol, the bar, the column, what was seen and what is allowed. */
export class BarSeriesError extends Error {
  override readonly name = 'BarSeriesError'
  readonly symbol: string

  constructor(symbol: string, problem: string) {
    super(`bars of ${symbol} refused: ${problem}`)
    this.symbol = symbol
  }
}

const PRICES = ['open', 'high', 'low', 'close'] as const
const COLUMNS = ['time', ...PRICES, 'volume'] as const

/** Throws `BarSeriesError` unless times rise, prices are above zero, no low is above its high and volumes are known. */
export function checkBars(series: BarSeries): void {
  for (const column of COLUMNS) checkLength(series, column)
  checkTimes(series)
  for (const column of PRICES) checkPrices(series, column)
  checkRanges(series)
  checkVolumes(series)
}

function checkLength(series: BarSeries, column: (typeof COLUMNS)[number]): void {
  const { length } = series[column]
  if (length < series.length)
    throw new BarSeriesError(series.symbol, `${column} has ${length} values, ${series.length} are needed`)
}

function checkTimes({ symbol, time, length }: BarSeries): void {
  let before = -Infinity
  for (let index = 0; index < length; index += 1) {
    const at = time[index]!
    if (!(at > before && at < Infinity))
      throw new BarSeriesError(symbol, `bar ${index}, time was ${at}, must be after ${before}`)
    before = at
  }
}

function checkPrices(series: BarSeries, column: (typeof PRICES)[number]): void {
  const prices = series[column]
  for (let index = 0; index < series.length; index += 1) {
    const price = prices[index]!
    if (!(price > 0 && price < Infinity))
      throw new BarSeriesError(series.symbol, `bar ${index}, ${column} was ${price}, must be above 0`)
  }
}

function checkRanges({ symbol, high, low, length }: BarSeries): void {
  for (let index = 0; index < length; index += 1) {
    if (low[index]! > high[index]!)
      throw new BarSeriesError(
        symbol,
        `bar ${index}, low was ${low[index]}, must not be above its high of ${high[index]}`,
      )
  }
}

function checkVolumes({ symbol, volume, length }: BarSeries): void {
  for (let index = 0; index < length; index += 1) {
    const shares = volume[index]!
    if (!(shares >= 0 && shares < Infinity))
      throw new BarSeriesError(symbol, `bar ${index}, volume was ${shares}, must be 0 or more`)
  }
}
