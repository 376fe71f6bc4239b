import { type Ticker, ticker } from '../../../shared/domain/ids.ts'

/** The ticker, or `undefined` for a name that is none, such as that of a bond. */
export function tickerIfAny(text: string): Ticker | undefined {
  try {
    return ticker(text.trim().toUpperCase())
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
