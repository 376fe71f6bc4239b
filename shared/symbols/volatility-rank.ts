import type { Ticker } from '../domain/ids.ts'

interface Volatile {
  readonly symbol: Ticker
  readonly leverage: number
  readonly realizedVolatility20?: number | undefined
}

/**
 * Where each symbol's volatility lies among those of its leverage class (1, 2 or 3, whatever the direction), from 0
 * to 1: the share that is calmer, equals counted half. A symbol without a volatility has no rank.
 */
export function volatilityRanks(symbols: readonly Volatile[]): ReadonlyMap<Ticker, number> {
  const known = symbols.flatMap(({ symbol, leverage, realizedVolatility20: volatility }) =>
    volatility === undefined ? [] : [{ symbol, leverageClass: Math.abs(leverage), volatility }],
  )
  return new Map(
    known.map(({ symbol, leverageClass, volatility }) => {
      const peers = known.filter((other) => other.leverageClass === leverageClass)
      const calmer = peers.filter((other) => other.volatility < volatility).length
      const equal = peers.filter((other) => other.volatility === volatility).length
      return [symbol, (calmer + equal / 2) / peers.length]
    }),
  )
}
