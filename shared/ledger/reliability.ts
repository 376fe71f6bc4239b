import type { Trade } from '../domain/trade.ts'

/** How forecasts of one tenth of the probability scale came out. */
export interface ReliabilityRow {
  readonly fromPct: number
  readonly toPct: number
  readonly trades: number
  /** Mean of the win probabilities told at the entries. */
  readonly forecastPct: number
  readonly wonPct: number
}

type Forecast = Pick<Trade, 'winProbability' | 'pnl'>

const ROWS = 10

/**
 * Whether the win probabilities told at the entries came true, by tenths; a tenth nobody forecast has no row. Only
 * what was told before a trade counts: a fit would always agree with the trades it was made from.
 */
export function reliabilityTable(trades: readonly Forecast[]): readonly ReliabilityRow[] {
  const rows = Array.from({ length: ROWS }, (_, row) => reliabilityRow(row, trades))
  return rows.filter((row) => row !== undefined)
}

function reliabilityRow(row: number, trades: readonly Forecast[]): ReliabilityRow | undefined {
  const told = trades.flatMap(({ winProbability: probability, pnl }) =>
    probability !== undefined && rowOf(probability) === row ? [{ probability, won: pnl > 0 }] : [],
  )
  if (told.length === 0) return undefined
  const forecast = told.reduce((sum, { probability }) => sum + probability, 0)
  return {
    fromPct: (row * 100) / ROWS,
    toPct: ((row + 1) * 100) / ROWS,
    trades: told.length,
    forecastPct: (forecast / told.length) * 100,
    wonPct: (told.filter(({ won }) => won).length / told.length) * 100,
  }
}

/** A certain win belongs to the last tenth. */
function rowOf(probability: number): number {
  return Math.min(ROWS - 1, Math.floor(probability * ROWS))
}
