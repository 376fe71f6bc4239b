import { moneyFromNumber } from '../../../domain/money.ts'
import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import type { PlacedFill, RunView } from '../run-view.ts'
import { worseOf } from '../side.ts'
import { dollars, fillText } from '../told.ts'

const CENT = 100

/**
 * Prices worse than the bar by more than the whole spread, the slippage and a cent: not flattering, but not the market
 * of these bars either. Recorded quotes may be wider, so that such moments are not looked at.
 */
export function priceFarFromBar({ placed, record, options }: RunView): Audit {
  const { spreadBps, slippageBps } = record.costs
  const share = (spreadBps + slippageBps) / 10_000
  return judged({
    name: 'price-far-from-bar',
    severity: 'warning',
    items: placed.filter(({ fill }) => !options.quoteAt?.(fill.symbol, fill.time)),
    judge: (view) => {
      const { fill } = view
      const isBuy = fill.side === 'BUY'
      const extreme = worstOf(view)
      const room = extreme * share + 2 * CENT
      const isFar = isBuy ? fill.price > extreme + room : fill.price < extreme - room
      if (!isFar) return undefined
      const bound = `the bar ends at ${dollars(extreme)} and the costs explain ${dollars(room)}`
      return { text: `${fillText(fill)}: ${bound}`, symbol: fill.symbol, at: fill.time }
    },
  })
}

/** A cautious engine gives what is left of a stop no better price than the stop. */
function worstOf({ fill, order, market: { series, bar } }: PlacedFill): number {
  const extreme = moneyFromNumber(fill.side === 'BUY' ? series.high[bar]! : series.low[bar]!)
  return worseOf(fill.side, extreme, order.stop ?? extreme)
}
