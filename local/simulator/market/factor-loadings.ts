import type { PrimarySymbol } from './generated-symbol.ts'

/** One of the independent movers behind a symbol, and how strongly the symbol follows it. */
export interface FactorLoading {
  readonly factor: string
  /** Share of the symbol's variance. */
  readonly share: number
  /** Log move of the symbol for one unit of the factor. */
  readonly loading: number
}

/** What moves a symbol: the market, its sector, and what is its own. */
export function factorLoadings(symbol: PrimarySymbol): readonly FactorLoading[] {
  const { marketShare, sectorShare } = symbol
  const shares: readonly (readonly [string, number])[] = [
    ['market', marketShare],
    [`sector ${symbol.sector}`, sectorShare],
    [`own ${symbol.symbol}`, 1 - marketShare - sectorShare],
  ]
  const volatility = symbol.dailyVolatilityPct / 100
  return shares.map(([factor, share]) => ({ factor, share, loading: volatility * Math.sqrt(share) }))
}

/** The symbol's move when its factors move so; both lists in the order of `factorLoadings`. */
export function combinedMove(loadings: readonly FactorLoading[], moves: readonly number[]): number {
  return loadings.reduce((sum, { loading }, index) => sum + loading * moves[index]!, 0)
}

/** The symbol's standard deviation when its factors, being independent, have these. */
export function combinedVolatility(
  loadings: readonly FactorLoading[],
  volatilities: readonly number[],
): number {
  return Math.sqrt(
    loadings.reduce((sum, { loading }, index) => sum + (loading * volatilities[index]!) ** 2, 0),
  )
}
