/** From here on the tail is a continued fraction, beyond 37 it is too small for a double. */
const TAIL_FROM = 7.07106781186547
const TAIL_ENDS = 37

const ABOVE = [
  220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165, 0.700383064443688,
  3.52624965998911e-2,
]
const BELOW = [
  440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461, 16.064177579207,
  1.75566716318264, 8.83883476483184e-2,
]

/**
 * Probability that a standard normal value is at most `z`: algorithm 5666 of Hart, "Computer Approximations", 1968, as
 * printed in West, "Better approximations to cumulative normal functions", 2005. Exact to about 14 digits.
 */
export function normalProbability(z: number): number {
  const upper = upperTail(Math.abs(z))
  return z > 0 ? 1 - upper : upper
}

/** Of a distance that is not negative. */
function upperTail(distance: number): number {
  if (distance > TAIL_ENDS) return 0
  const density = Math.exp(-(distance ** 2) / 2)
  if (distance < TAIL_FROM) return (density * polynomial(ABOVE, distance)) / polynomial(BELOW, distance)
  const fraction = [4, 3, 2, 1].reduce((below, step) => distance + step / below, distance + 0.65)
  return density / fraction / Math.sqrt(2 * Math.PI)
}

/** Coefficients from the constant term on (Horner). */
export function polynomial(coefficients: readonly number[], at: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * at + coefficient, 0)
}
