import type { Bar, ClosingQuote, IntradayBars } from '../../domain/bar.ts'
import { type Money, moneyFromNumber } from '../../domain/money.ts'
import type { EpochMs } from '../../time/instant.ts'
import { PRINTS_A_BAR, printOffsets, printPrice, printSize } from './bar-prints.ts'
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

interface Hours {
  readonly openAt: EpochMs
  readonly closeAt: EpochMs
}

const ROUND_LOT = 100

/**
 * One symbol's prints of one exchange date. The prints of a bar are worked out when somebody looks at it; what the
 * session had come to after each bar stands in columns. A look at a moment is a search and makes no object, so that
 * millions of looks cost little.
 */
export class DayTape {
  readonly #bars: readonly Bar[]
  readonly #offsets: readonly number[]
  readonly #intervalMs: number
  readonly #quotes: readonly ClosingQuote[]
  readonly #hours: Hours | undefined
  /** After each bar: the session's shares and extremes, NaN before its first print. */
  readonly #volumes: Float64Array
  readonly #highs: Float64Array
  readonly #lows: Float64Array
  /** A look asks for several figures of one moment. */
  #lookedAt = Number.NaN
  #found = -1

  constructor({ bars, intervalMs }: IntradayBars, quotes: readonly ClosingQuote[], hours: Hours | undefined) {
    this.#bars = bars
    this.#offsets = printOffsets(intervalMs)
    this.#intervalMs = intervalMs
    this.#quotes = quotes
    this.#hours = hours
    this.#volumes = new Float64Array(bars.length)
    this.#highs = new Float64Array(bars.length)
    this.#lows = new Float64Array(bars.length)
    this.#addUp()
  }

  /** The state after all prints up to and including `at`; `undefined` before the first. */
  stateAt(at: EpochMs): TapeState | undefined {
    const print = this.#lastPrint(at)
    if (print < 0) return undefined
    const quote = this.#quoteAt(at)
    const lastTime = this.#timeOf(print)
    return {
      time: quote && quote.time > lastTime ? quote.time : lastTime,
      last: this.#priceOf(print),
      lastTime,
      totalVolume: this.#volumeAfter(print),
      ...this.#sessionFigures(print),
      ...(quote ? recordedSides(quote) : this.#assumedSides(print)),
    }
  }

  /** Last price in money units at a moment, NaN before the first print: `stateAt(at).last` without the rest. */
  lastAt(at: EpochMs): number {
    const print = this.#lastPrint(at)
    return print < 0 ? Number.NaN : this.#priceOf(print)
  }

  /** When the last print up to a moment was, NaN before the first. */
  lastTimeAt(at: EpochMs): number {
    const print = this.#lastPrint(at)
    return print < 0 ? Number.NaN : this.#timeOf(print)
  }

  /** When anything shown at a moment changed last, NaN before the first print: `stateAt(at).time` without the rest. */
  stampAt(at: EpochMs): number {
    return Math.max(this.lastTimeAt(at), this.#quoteAt(at)?.time ?? 0)
  }

  /** Shares printed in regular hours up to a moment: `stateAt(at).totalVolume` without the rest. */
  volumeAt(at: EpochMs): number {
    const print = this.#lastPrint(at)
    return print < 0 ? 0 : this.#volumeAfter(print)
  }

  /** The prints with `after` < time <= `upTo`. */
  between(after: EpochMs, upTo: EpochMs): readonly Print[] {
    const end = this.#lastPrint(upTo)
    const prints: Print[] = []
    for (let print = this.#lastPrint(after) + 1; print <= end; print += 1)
      prints.push({ time: this.#timeOf(print), price: this.#priceOf(print), size: this.#sizeOf(print) })
    return prints
  }

  #addUp(): void {
    let [volume, high, low] = [0, Number.NaN, Number.NaN]
    for (let index = 0; index < this.#bars.length; index += 1) {
      const bar = this.#barAt(index)
      if (this.#isRegular(bar)) {
        volume += bar.volume
        if (!(bar.high <= high)) high = bar.high
        if (!(bar.low >= low)) low = bar.low
      }
      this.#volumes[index] = volume
      this.#highs[index] = high
      this.#lows[index] = low
    }
  }

  /** Bars begin on whole minutes or seconds, as the session does: one lies in it wholly or not at all. */
  #isRegular({ time }: Bar): boolean {
    return this.#hours !== undefined && time >= this.#hours.openAt && time < this.#hours.closeAt
  }

  #quoteAt(at: EpochMs): ClosingQuote | undefined {
    return this.#quotes.length === 0 ? undefined : this.#quotes.findLast(({ time }) => time <= at)
  }

  /** Prints are numbered through the day, four a bar: that of the last one at or before a moment, -1 before the first. */
  #lastPrint(at: EpochMs): number {
    if (at !== this.#lookedAt) {
      this.#lookedAt = at
      this.#found = this.#findPrint(at)
    }
    return this.#found
  }

  #findPrint(at: EpochMs): number {
    const bar = this.#lastBar(at - (this.#offsets[0] as number))
    if (bar < 0) return -1
    const since = at - this.#barAt(bar).time
    let index = 0
    while (index + 1 < PRINTS_A_BAR && (this.#offsets[index + 1] as number) <= since) index += 1
    return bar * PRINTS_A_BAR + index
  }

  /** The last bar that began at or before a moment. Without a gap it is as many as the time since the first has room for. */
  #lastBar(moment: number): number {
    const first = this.#bars[0]
    if (!first || first.time > moment) return -1
    const most = Math.min(this.#bars.length - 1, Math.floor((moment - first.time) / this.#intervalMs))
    if (this.#barAt(most).time <= moment) return most
    let [low, high] = [0, most]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#barAt(middle).time <= moment) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  #barAt(index: number): Bar {
    return this.#bars[index] as Bar
  }

  #barOf(print: number): Bar {
    return this.#barAt(Math.floor(print / PRINTS_A_BAR))
  }

  #timeOf(print: number): EpochMs {
    return (this.#barOf(print).time + (this.#offsets[print % PRINTS_A_BAR] as number)) as EpochMs
  }

  #priceOf(print: number): Money {
    return printPrice(this.#barOf(print), print % PRINTS_A_BAR)
  }

  #sizeOf(print: number): number {
    return printSize(this.#barOf(print), print % PRINTS_A_BAR)
  }

  /** Shares of the session up to a print: those of the bars before, and of the prints of its own bar. */
  #volumeAfter(print: number): number {
    const index = Math.floor(print / PRINTS_A_BAR)
    let volume = index === 0 ? 0 : (this.#volumes[index - 1] as number)
    if (!this.#isRegular(this.#barAt(index))) return volume
    for (let each = index * PRINTS_A_BAR; each <= print; each += 1) volume += this.#sizeOf(each)
    return volume
  }

  #sessionFigures(print: number): Pick<TapeState, 'open' | 'high' | 'low'> {
    const index = Math.floor(print / PRINTS_A_BAR)
    let high = index === 0 ? Number.NaN : settled(this.#highs[index - 1] as number)
    let low = index === 0 ? Number.NaN : settled(this.#lows[index - 1] as number)
    if (this.#isRegular(this.#barAt(index)))
      for (let each = index * PRINTS_A_BAR; each <= print; each += 1) {
        const price = this.#priceOf(each)
        if (!(price <= high)) high = price
        if (!(price >= low)) low = price
      }
    if (Number.isNaN(high)) return {}
    return { open: this.#open(), high: high as Money, low: low as Money }
  }

  #open(): Money {
    const first = this.#lastBar((this.#hours?.openAt ?? 0) - 1) + 1
    return printPrice(this.#barAt(first), 0)
  }

  /** SIM-ASSUMED: each side shows the last print's size in round lots, at least one. */
  #assumedSides(print: number): Pick<TapeState, 'bid' | 'ask' | 'bidSize' | 'askSize'> {
    const size = this.#sizeOf(print)
    const lots = Math.max(ROUND_LOT, size - (size % ROUND_LOT))
    const sides = spreadAround(this.#priceOf(print), this.#isFalling(print) ? 'down' : 'up')
    return { ...sides, bidSize: lots, askSize: lots }
  }

  /** An unchanged price keeps the direction; the first print of a day counts as an uptick. */
  #isFalling(print: number): boolean {
    const price = this.#priceOf(print)
    let before = print - 1
    while (before >= 0 && this.#priceOf(before) === price) before -= 1
    return before >= 0 && price < this.#priceOf(before)
  }
}

/** In money units; a price that is not known stays so. */
function settled(price: number): number {
  return Number.isNaN(price) ? price : moneyFromNumber(price)
}

/**
 * Where quotes were recorded, the one at the end of the latest completed minute stands until the next:
 * nothing is guessed about the time between, so a print may lie outside it for up to a minute.
 */
function recordedSides({ bid, ask, bidSize, askSize }: ClosingQuote) {
  return { bid: moneyFromNumber(bid), ask: moneyFromNumber(ask), bidSize, askSize }
}
