import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import type { RunView } from '../run-view.ts'
import { fillText, moment } from '../told.ts'

/**
 * Fills at or before the moment their order was decided: the rules knew the price they got. A run at quotes may trade in
 * the moment of the decision itself, as DEMO does.
 */
export function fillBeforeDecision({ fills, options }: RunView): Audit {
  const waitMs = options.fills === 'as-quoted' ? 0 : 1
  return judged({
    name: 'fill-before-decision',
    severity: 'bias',
    items: fills,
    judge: ({ fill, order }) => {
      if (!order || fill.time >= order.decidedAt + waitMs) return undefined
      return {
        text: `${fillText(fill)}: decided at ${moment(order.decidedAt)}, allowed is only a later fill`,
        symbol: fill.symbol,
        at: fill.time,
      }
    },
  })
}
