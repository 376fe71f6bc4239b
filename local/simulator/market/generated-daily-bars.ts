import { centBar } from './cent-bar.ts'
import type { PrimarySymbol } from './generated-symbol.ts'
import type { PrimaryDay } from './primary-days.ts'

/** A day's extremes reach about as far beyond open and close as a minute's do, in its standard deviations. */
const REACH = 0.4

/** The prices of a day that has no minutes; `draws` are standard normal. */
export function primaryDailyPrices(
  day: PrimaryDay,
  draws: { readonly above: number; readonly below: number },
) {
  const deviation = REACH * day.volatility * day.close
  return centBar(day, { above: Math.abs(draws.above) * deviation, below: Math.abs(draws.below) * deviation })
}

/**
 * How much of its usual volume a day without minutes trades: .7 when the price stands still, 1 on a usual
 * day.
 */
export function livelinessOf(symbol: PrimarySymbol, { close, previousClose }: PrimaryDay): number {
  const deviations = Math.abs(Math.log(close / previousClose)) / (symbol.dailyVolatilityPct / 100)
  return 0.7 + 0.375 * deviations
}
