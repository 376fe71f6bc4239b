import { ticker } from '../domain/ids.ts'
import type { Instrument } from './instrument.ts'

/** Symbol, name, underlying, leverage, and the symbol of the opposite bet where there is one. */
export type InstrumentRow = readonly [
  symbol: string,
  name: string,
  underlying: string,
  leverage: number,
  pair?: string,
]

/** Facts that a block of rows has in common. */
export type SharedFacts = Pick<Instrument, 'wrapper' | 'sector' | 'corrGroup'>

/** Writes a block of a registry as a table: the common facts once, then one line an instrument. */
export function instruments(facts: SharedFacts, rows: readonly InstrumentRow[]): readonly Instrument[] {
  return rows.map(([symbol, name, underlying, leverage, pair]) => ({
    symbol: ticker(symbol),
    name,
    underlying,
    leverage,
    ...facts,
    ...(pair !== undefined && { pair: ticker(pair) }),
  }))
}
