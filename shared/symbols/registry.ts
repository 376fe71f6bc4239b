import type { Ticker } from '../domain/ids.ts'
import type { Instrument } from './instrument.ts'
import { referenceInstruments } from './reference-instruments.ts'
import { tradedInstruments } from './traded-instruments.ts'

const bySymbol: ReadonlyMap<Ticker, Instrument> = new Map(
  [...referenceInstruments, ...tradedInstruments].map((instrument) => [instrument.symbol, instrument]),
)

/** The built-in row of a symbol, traded or reference; absent when the product has no facts about it. */
export function findInstrument(symbol: Ticker): Instrument | undefined {
  return bySymbol.get(symbol)
}
