import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import type { RunView } from '../run-view.ts'
import { dollars, fillText } from '../told.ts'

/** Limit orders that traded beyond their limit, by whatever little: no broker does that. */
export function limitOverrun({ fills }: RunView): Audit {
  return judged({
    name: 'limit-overrun',
    severity: 'fault',
    items: fills.filter(({ order }) => order?.type === 'LIMIT'),
    judge: ({ fill, order }) => {
      const limit = order?.limit
      if (limit === undefined) return undefined
      const isBeyond = fill.side === 'BUY' ? fill.price > limit : fill.price < limit
      if (!isBeyond) return undefined
      return {
        text: `${fillText(fill)}: beyond the limit of ${dollars(limit)}`,
        symbol: fill.symbol,
        at: fill.time,
      }
    },
  })
}
