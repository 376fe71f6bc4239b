import type { Money } from '../../../domain/money.ts'
import type { Audit } from '../audit.ts'
import { printPrice, printsOf, printsUntil, stoodAtOpen } from '../intrabar-path.ts'
import { judged } from '../judged.ts'
import type { PlacedFill, RunView } from '../run-view.ts'
import { betterOf, isBetter } from '../side.ts'
import { dollars, fillText, moment } from '../told.ts'

/**
 * Fills inside a bar that was already part of the decision: no print of it came between decision and fill, or the fill
 * has a price that only an earlier print of the bar offered. A daily bar is known at its close, so that nothing decided
 * within it can trade within it.
 */
export function sameBarFill({ placed }: RunView): Audit {
  return judged({
    name: 'same-bar-fill',
    severity: 'bias',
    items: placed.filter(isDecidedWithin),
    judge: (view) => {
      const best = bestSinceDecision(view)
      const { fill, order } = view
      if (best !== undefined && !isBetter(fill.side, fill.price, best)) return undefined
      const offer = best === undefined ? 'nothing' : `${dollars(best)} at best`
      return {
        text: `${fillText(fill)}: decided at ${moment(order.decidedAt)} within the same bar, which printed ${offer} after that`,
        symbol: fill.symbol,
        at: fill.time,
      }
    },
  })
}

function isDecidedWithin({ fill, order, market: { series, bar } }: PlacedFill): boolean {
  return (
    fill.time > order.decidedAt &&
    order.decidedAt > series.time[bar]! &&
    !stoodAtOpen(series, bar, order.decidedAt)
  )
}

/** The best price for this side that the bar printed after the decision and up to the fill. */
function bestSinceDecision({ fill, order, market: { series, bar } }: PlacedFill): Money | undefined {
  if (printsOf(series) === 1) return undefined
  let best: Money | undefined
  const end = printsUntil(series, bar, fill.time)
  for (let print = printsUntil(series, bar, order.decidedAt); print < end; print += 1) {
    const price = printPrice(series, bar, print)
    best = best === undefined ? price : betterOf(fill.side, best, price)
  }
  return best
}
