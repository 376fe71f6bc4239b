const COUNT_DEFAULT = 10
const COUNT_ALL = 40

/** Which strikes of a chain are wanted. */
export interface StrikeChoice {
  /** A price the strikes lie around. */
  readonly near: number
  readonly count?: number | undefined
  readonly all: boolean
}

/** Strikes around a price, ascending, in the steps usual for its height (SIM-ASSUMED: no list of real ones exists). */
export function strikes({ near, count, all }: StrikeChoice): readonly number[] {
  const step = stepAt(near)
  const wanted = count ?? (all ? COUNT_ALL : COUNT_DEFAULT)
  const lowest = Math.max(1, Math.round(near / step) - Math.floor(wanted / 2))
  return Array.from({ length: wanted }, (_, index) => (lowest + index) * step)
}

function stepAt(price: number): number {
  if (price < 25) return 0.5
  if (price < 100) return 1
  return price < 250 ? 2.5 : 5
}
