import type { Account } from './check-input.ts'
import { presentFigures } from './present-figures.ts'

/**
 * What holding would have returned, in percent. SPY from the close of the first session to that of the last, as its
 * price before the first is not recorded; absent where either close is.
 */
export function benchmarkFigures({ startUsd, equity }: Account) {
  const [first, last] = [equity[0], equity.at(-1)]
  return presentFigures({
    buyAndHoldPct: changePct(startUsd, last?.buyAndHoldUsd),
    spyPct: equity.length < 2 ? undefined : changePct(first?.spyClose, last?.spyClose),
  })
}

function changePct(from: number | undefined, to: number | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : (to / from - 1) * 100
}
