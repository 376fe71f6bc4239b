import type { Candle } from './candle.ts'

/**
 * A bullish engulfing: after a falling candle, a rising one whose body reaches beyond that body at both ends.
 */
export function isBullishEngulfing(previous: Candle, candle: Candle): boolean {
  const previousFell = previous.close < previous.open
  return previousFell && candle.open < previous.close && candle.close > previous.open
}
