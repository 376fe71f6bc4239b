import type { CostModel } from '../../../../shared/backtest/costs/cost-model.ts'
import type { BarStrategy, Wish } from '../../../../shared/backtest/strategy/bar-strategy.ts'
import { Sma } from '../../../../shared/indicators/sma.ts'

const IN: Wish = { target: 0.95 }
const OUT: Wish = { target: 0 }

/** The strategy of the oracle: 95 % while the average of 10 bars is above that of 30, out otherwise. */
export const SMA_CROSS: BarStrategy = {
  name: 'sma-10-30',
  warmUpBars: 30,
  open() {
    const fast = new Sma(10)
    const slow = new Sma(30)
    let isIn = false
    return ({ close }) => {
      const quick = fast.next(close)
      const steady = slow.next(close)
      if (quick === undefined || steady === undefined || quick > steady === isIn) return undefined
      isIn = !isIn
      return isIn ? IN : OUT
    }
  },
}

/** Nothing is taken off, and all of a bar may be traded. */
export const NO_COSTS: CostModel = {
  commissionUsd: 0,
  regulatoryFeeUsdPerShareSold: 0,
  spreadBps: 0,
  slippageBps: 0,
  volumeSharePctMax: 100,
}
