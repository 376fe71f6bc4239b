import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import type { RunView } from '../run-view.ts'
import { fillText } from '../told.ts'

/** Sales of more than was held; the product is never short. */
export function shortPosition({ fills }: RunView): Audit {
  const held = new Map<string, number>()
  return judged({
    name: 'short-position',
    severity: 'fault',
    items: fills,
    judge: ({ fill }) => {
      const before = held.get(fill.symbol) ?? 0
      const after = fill.side === 'BUY' ? before + fill.quantity : before - fill.quantity
      held.set(fill.symbol, after)
      if (fill.side === 'BUY' || after >= 0) return undefined
      return { text: `${fillText(fill)}: ${before} shares were held`, symbol: fill.symbol, at: fill.time }
    },
  })
}
