import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import type { PlacedFill, RunView } from '../run-view.ts'
import { wentOff } from '../stop-trigger.ts'
import { dollars, fillText } from '../told.ts'

/** Stops that traded although no bar had come to them since they were decided. */
export function stopNotReached({ placed, options }: RunView): Audit {
  return judged({
    name: 'stop-not-reached',
    severity: 'fault',
    // A recorded quote can set a stop off where no print does.
    items: placed.filter(
      ({ order, isFirst, fill }) =>
        order.type === 'STOP' && isFirst && !options.quoteAt?.(fill.symbol, fill.time),
    ),
    judge: ({ fill, order, market: { series, bar } }: PlacedFill) => {
      if (wentOff({ order, series, until: bar + 1 })) return undefined
      return {
        text: `${fillText(fill)}: no bar came to the stop of ${dollars(order.stop ?? 0)}`,
        symbol: fill.symbol,
        at: fill.time,
      }
    },
  })
}
