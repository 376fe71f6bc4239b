/** What decides the worth of an option: amounts in dollars, time in years. */
export interface OptionTerms {
  readonly kind: 'CALL' | 'PUT'
  readonly spot: number
  readonly strike: number
  readonly years: number
}

/** The worth of an option and how it moves, for a dollar of the share and a point of volatility. */
export interface OptionValue {
  readonly value: number
  readonly delta: number
  readonly gamma: number
  readonly theta: number
  readonly vega: number
  readonly rho: number
}

/** SIM-ASSUMED: one volatility for every symbol and strike, no interest (Black-Scholes). */
export const VOLATILITY = 0.4
const DAYS_A_YEAR = 365

export function optionValue({ kind, spot, strike, years }: OptionTerms): OptionValue {
  const spread = VOLATILITY * Math.sqrt(years)
  const d1 = Math.log(spot / strike) / spread + spread / 2
  const d2 = d1 - spread
  const sign = kind === 'CALL' ? 1 : -1
  const density = Math.exp((-d1 * d1) / 2) / Math.sqrt(2 * Math.PI)
  return {
    value: Math.max(0, sign * (spot * normal(sign * d1) - strike * normal(sign * d2))),
    delta: sign * normal(sign * d1),
    gamma: density / (spot * spread),
    theta: (-spot * density * VOLATILITY) / (2 * Math.sqrt(years)) / DAYS_A_YEAR,
    vega: (spot * density * Math.sqrt(years)) / 100,
    rho: (sign * strike * years * normal(sign * d2)) / 100,
  }
}

/** The normal distribution up to x (Abramowitz and Stegun 26.2.17, error below 7.5e-8). */
function normal(x: number): number {
  const t = 1 / (1 + 0.231_641_9 * Math.abs(x))
  const polynomial =
    t * (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))))
  const tail = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * polynomial
  return x >= 0 ? 1 - tail : tail
}
