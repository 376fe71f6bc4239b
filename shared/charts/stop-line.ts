import { type Money, toNumber } from '../domain/money.ts'
import type { EpochMs } from '../time/instant.ts'
import type { Point } from './box.ts'
import { PALETTE } from './palette.ts'
import type { Scale } from './scale.ts'
import { element, lineThrough } from './svg.ts'

/** From when on the stop was at a price. */
export interface StopStep {
  readonly from: EpochMs
  readonly price: Money
}

/** The corners of the way that the stop went, up to the moment that it was given up. */
export function stopCorners(
  stops: readonly StopStep[],
  { x, y, until }: { readonly x: Scale; readonly y: Scale; readonly until: EpochMs },
): readonly Point[] {
  return stops.flatMap(({ from, price }, index) => {
    const height = y(toNumber(price))
    return [
      { x: x(from), y: height },
      { x: x(stops[index + 1]?.from ?? until), y: height },
    ]
  })
}

/** The way of the stop as one line of steps, on a pale one that keeps it apart from the candles. */
export function drawStopLine(corners: readonly Point[]): string {
  if (corners.length === 0) return ''
  const line = { d: lineThrough(corners), fill: 'none', 'stroke-linejoin': 'round' }
  return [
    element('path', { ...line, stroke: PALETTE.paper, 'stroke-width': 7 }),
    element('path', { ...line, stroke: PALETTE.stop, 'stroke-width': 3.5 }),
  ].join('')
}
