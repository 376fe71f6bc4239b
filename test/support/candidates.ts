import { ticker } from '../../shared/domain/ids.ts'
import type { Candidate } from '../../shared/symbols/candidate.ts'

/** Closes that rise by the same share every day and end at 50. */
export function risingCloses(dailyPct: number, days = 20): readonly number[] {
  return Array.from({ length: days }, (_, index) => 50 / (1 + dailyPct / 100) ** (days - 1 - index))
}

/** A symbol that is all a selector can wish for, unless told otherwise. */
export function candidate(symbol: string, overrides: Partial<Candidate> = {}): Candidate {
  return {
    symbol: ticker(symbol),
    leverage: 3,
    price: 50,
    spreadBps: 10,
    averageVolume20: 1_000_000,
    closes: risingCloses(1.5),
    volumeRatio: 2,
    rsi14: 60,
    realizedVolatility20: 0.4,
    ...overrides,
  }
}
