import type { Ticker } from '../domain/ids.ts'
import type { Instrument } from '../symbols/instrument.ts'

/**
 * The registry row of a catalyst symbol; one that is in no registry is a plain share that moves with nothing else we know of, so that
 * it is a group of its own.
 */
export function catalystInstrument(
  symbol: Ticker,
  instruments: readonly Instrument[],
): Pick<Instrument, 'name' | 'corrGroup' | 'leverage'> {
  const row = instruments.find((instrument) => instrument.symbol === symbol)
  return row ?? { name: symbol, corrGroup: `stock:${symbol}`, leverage: 1 }
}
