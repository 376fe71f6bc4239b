import type { CostModel } from '../../costs/cost-model.ts'
import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import type { FillView, RunView } from '../run-view.ts'
import { dollars, fillText } from '../told.ts'

const UNITS_PER_DOLLAR = 10_000
/** Where a fee falls between two units, either is honest. */
const ROUNDING_UNITS = 1

/** Fees that differ from the costs: commission once an order, with its first fill; regulatory fee on shares sold. */
export function wrongFees({ fills, record }: RunView): Audit {
  return judged({
    name: 'wrong-fees',
    severity: 'fault',
    items: fills,
    judge: (view) => {
      const owed = owedUnits(view, record.costs)
      const { fill } = view
      if (Math.abs(fill.fees - owed) <= ROUNDING_UNITS) return undefined
      return {
        text: `${fillText(fill)}: fees are ${dollars(fill.fees)}, the costs ask for ${dollars(owed)}`,
        symbol: fill.symbol,
        at: fill.time,
      }
    },
  })
}

function owedUnits({ fill, isFirst }: FillView, costs: CostModel): number {
  const commission = isFirst ? costs.commissionUsd : 0
  const regulatory = fill.side === 'SELL' ? costs.regulatoryFeeUsdPerShareSold * fill.quantity : 0
  return (commission + regulatory) * UNITS_PER_DOLLAR
}
