import type { BarStrategy } from '../../shared/backtest/strategy/bar-strategy.ts'
import { Sma } from '../../shared/indicators/sma.ts'

const FAST_BARS = 10
const SLOW_BARS = 30
const STOP_PCT = 3

/**
 * Buys when the average of 10 closes rises above that of 30, with a stop 3 % below the close, and sells when it falls
 * below again.
 */
const smaCross: BarStrategy = {
  name: 'sma-cross',
  warmUpBars: SLOW_BARS,
  open() {
    const fast = new Sma(FAST_BARS)
    const slow = new Sma(SLOW_BARS)
    let wasAbove = false
    return ({ close, position }) => {
      const quick = fast.next(close)
      const steady = slow.next(close)
      if (quick === undefined || steady === undefined) return undefined
      const isAbove = quick > steady
      const hasCrossed = isAbove !== wasAbove
      wasAbove = isAbove
      if (!hasCrossed) return undefined
      if (isAbove) return { target: 0.95, stop: close * (1 - STOP_PCT / 100) }
      return position > 0 ? { target: 0, reason: 'CROSSED_DOWN' } : undefined
    }
  },
}

// biome-ignore lint/style/noDefaultExport: the default export is how a strategy is found in its file
export default smaCross
