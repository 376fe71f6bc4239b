import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** Prices in whole ten-thousandths of a dollar, so that they compare exactly. */
export interface Sides {
  readonly bid: number
  readonly ask: number
}

/** When the four prices of a minute bar print, and how wide a market stands around a print, as the simulator promises. */
const PRINT_OFFSETS_MS = [500, 20_000, 40_000, 59_500]
const SPREAD_BPS = 2
const CENT = 100

/**
 * The market that a recorded day must have shown, worked out from the CSV file alone and sharing no code with the
 * product: open, low and high (in that order when the bar rose or stood, else the other way round), close.
 */
export class RecordedQuotes {
  readonly #prints: readonly { readonly time: number; readonly price: number }[]

  constructor(marketData: string, symbol: string, date: string) {
    const file = join(marketData, 'minute', symbol, `${date}.csv.gz`)
    const [, ...lines] = gunzipSync(readFileSync(file)).toString().trim().split('\n')
    this.#prints = lines.flatMap((line) => {
      const [time = 0, open = 0, high = 0, low = 0, close = 0] = line.split(',').map(Number)
      const prices = close >= open ? [open, low, high, close] : [open, high, low, close]
      return prices.map((price, index) => ({
        time: time + (PRINT_OFFSETS_MS[index] ?? 0),
        price: Math.round(price * 10_000),
      }))
    })
  }

  /** Every bid and ask there was in the seconds up to a moment. */
  within(seconds: number, moment: number): readonly Sides[] {
    const from = moment - seconds * 1_000
    const printed = this.#prints.map(({ time }) => time).filter((time) => time > from && time <= moment)
    return [from, ...printed].map((time) => this.at(time))
  }

  /** Bid and ask right after the last print up to a moment: an uptick traded at the ask, a downtick at the bid. */
  at(moment: number): Sides {
    let rising = true
    let last: number | undefined
    for (const { time, price } of this.#prints) {
      if (time > moment) break
      if (last !== undefined && price !== last) rising = price > last
      last = price
    }
    if (last === undefined) throw new Error(`no print up to ${new Date(moment).toISOString()}`)
    const spread = Math.max(CENT, Math.round((last * SPREAD_BPS) / 10_000 / CENT) * CENT)
    const [bid, ask] = rising ? [last - spread, last] : [last, last + spread]
    return { bid: Math.floor(bid / CENT) * CENT, ask: Math.ceil(ask / CENT) * CENT }
  }
}
