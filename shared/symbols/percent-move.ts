/** How far a price moved, in percent of where it began. */
export function percentMove(from: number, to: number): number {
  return settledFigure(((to - from) / from) * 100)
}

/**
 * A figure without the binary noise that ratios and weights such as .1 and .2 leave: what is exactly on an edge must
 * not fall on either side of it by chance.
 */
export function settledFigure(figure: number): number {
  return Number(figure.toFixed(9))
}
