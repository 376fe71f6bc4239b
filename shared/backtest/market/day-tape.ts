import type { ClosingQuote, IntradayBars } from '../../domain/bar.ts'
import { type Money, moneyFromNumber } from '../../domain/money.ts'
import type { EpochMs } from '../../time/instant.ts'
import { printsOfBar } from './bar-prints.ts'
import type { Print } from './print.ts'
import { spreadAround } from './spread.ts'

/** What the prints of one day say of a symbol at one moment. */
export interface TapeState {
  /** The last change of anything shown here. */
  readonly time: EpochMs
  readonly bid: Money
  readonly ask: Money
  readonly bidSize: number
  readonly askSize: number
  readonly last: Money
  readonly lastTime: EpochMs
  /** Regular hours only, absent before their first print. */
  readonly open?: Money
  readonly high?: Money
  readonly low?: Money
  /** Shares printed in regular hours so far. */
  readonly totalVolume: number
}

const ROUND_LOT = 100

/**
 * One symbol's prints of one exchange date in columns, with what is known after each worked out once: a look at any
 * moment is a search and makes no object, so that millions of looks cost little.
 */
export class DayTape {
  readonly #times: Float64Array
  readonly #prices: Float64Array
  readonly #sizes: Float64Array
  /** After each print: the session's volume, extremes and open, NaN before its first print. */
  readonly #volumes: Float64Array
  readonly #highs: Float64Array
  readonly #lows: Float64Array
  readonly #quotes: readonly ClosingQuote[]
  readonly #hours: { readonly openAt: EpochMs; readonly closeAt: EpochMs } | undefined

  constructor(
    { bars, intervalMs }: IntradayBars,
    quotes: readonly ClosingQuote[],
    hours: { readonly openAt: EpochMs; readonly closeAt: EpochMs } | undefined,
  ) {
    const prints = bars.flatMap((bar) => printsOfBar(bar, intervalMs))
    const column = (): Float64Array => new Float64Array(prints.length)
    this.#times = column()
    this.#prices = column()
    this.#sizes = column()
    this.#volumes = column()
    this.#highs = column()
    this.#lows = column()
    this.#quotes = quotes
    this.#hours = hours
    this.#fill(prints)
  }

  /** The state after all prints up to and including `at`; `undefined` before the first. */
  stateAt(at: EpochMs): TapeState | undefined {
    const index = this.#indexAt(at)
    if (index < 0) return undefined
    const quote = this.#quoteAt(at)
    const lastTime = this.#times[index] as EpochMs
    return {
      time: quote && quote.time > lastTime ? quote.time : lastTime,
      last: this.#prices[index] as Money,
      lastTime,
      totalVolume: this.#volumes[index]!,
      ...this.#sessionFigures(index),
      ...(quote ? recordedSides(quote) : this.#assumedSides(index)),
    }
  }

  /** Last price in money units at a moment, NaN before the first print: `stateAt(at).last` without the rest. */
  lastAt(at: EpochMs): number {
    const index = this.#indexAt(at)
    return index < 0 ? Number.NaN : this.#prices[index]!
  }

  /** When the last print up to a moment was, NaN before the first. */
  lastTimeAt(at: EpochMs): number {
    const index = this.#indexAt(at)
    return index < 0 ? Number.NaN : this.#times[index]!
  }

  /** When anything shown at a moment changed last, NaN before the first print: `stateAt(at).time` without the rest. */
  stampAt(at: EpochMs): number {
    return Math.max(this.lastTimeAt(at), this.#quoteAt(at)?.time ?? 0)
  }

  /** Shares printed in regular hours up to a moment: `stateAt(at).totalVolume` without the rest. */
  volumeAt(at: EpochMs): number {
    const index = this.#indexAt(at)
    return index < 0 ? 0 : this.#volumes[index]!
  }

  /** The prints with `after` < time <= `upTo`. */
  between(after: EpochMs, upTo: EpochMs): readonly Print[] {
    const end = this.#indexAt(upTo)
    const prints: Print[] = []
    for (let index = this.#indexAt(after) + 1; index <= end; index += 1) prints.push(this.#printAt(index))
    return prints
  }

  #quoteAt(at: EpochMs): ClosingQuote | undefined {
    return this.#quotes.findLast(({ time }) => time <= at)
  }

  #fill(prints: readonly Print[]): void {
    let [volume, high, low] = [0, Number.NaN, Number.NaN]
    for (const [index, { time, price, size }] of prints.entries()) {
      if (this.#isRegular(time)) {
        volume += size
        if (!(price <= high)) high = price
        if (!(price >= low)) low = price
      }
      this.#times[index] = time
      this.#prices[index] = price
      this.#sizes[index] = size
      this.#volumes[index] = volume
      this.#highs[index] = high
      this.#lows[index] = low
    }
  }

  #isRegular(time: number): boolean {
    return this.#hours !== undefined && time >= this.#hours.openAt && time < this.#hours.closeAt
  }

  #printAt(index: number): Print {
    return {
      time: this.#times[index] as EpochMs,
      price: this.#prices[index] as Money,
      size: this.#sizes[index]!,
    }
  }

  /** Of the last print at or before a moment; -1 before the first. */
  #indexAt(at: EpochMs): number {
    let [low, high] = [0, this.#times.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#times[middle]! <= at) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  #sessionFigures(index: number): Pick<TapeState, 'open' | 'high' | 'low'> {
    const high = this.#highs[index]!
    if (Number.isNaN(high) || !this.#hours) return {}
    const first = this.#indexAt((this.#hours.openAt - 1) as EpochMs) + 1
    return { open: this.#prices[first] as Money, high: high as Money, low: this.#lows[index] as Money }
  }

  /** SIM-ASSUMED: each side shows the last print's size in round lots, at least one. */
  #assumedSides(index: number): Pick<TapeState, 'bid' | 'ask' | 'bidSize' | 'askSize'> {
    const size = this.#sizes[index]!
    const lots = Math.max(ROUND_LOT, size - (size % ROUND_LOT))
    const sides = spreadAround(this.#prices[index] as Money, this.#isFalling(index) ? 'down' : 'up')
    return { ...sides, bidSize: lots, askSize: lots }
  }

  /** An unchanged price keeps the direction; the first print of a day counts as an uptick. */
  #isFalling(index: number): boolean {
    const price = this.#prices[index]!
    let before = index - 1
    while (before >= 0 && this.#prices[before] === price) before -= 1
    return before >= 0 && price < this.#prices[before]!
  }
}

/**
 * Where quotes were recorded, the one at the end of the latest completed minute stands until the next:
 * nothing is guessed about the time between, so a print may lie outside it for up to a minute.
 */
function recordedSides({ bid, ask, bidSize, askSize }: ClosingQuote) {
  return { bid: moneyFromNumber(bid), ask: moneyFromNumber(ask), bidSize, askSize }
}
