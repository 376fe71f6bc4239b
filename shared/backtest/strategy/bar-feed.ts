import type { Ticker } from '../../domain/ids.ts'
import { moneyFromNumber } from '../../domain/money.ts'
import type { BarSeries } from '../bars/bar-series.ts'
import { BarSeriesError, checkBars } from '../bars/check-bars.ts'
import type { PricedBar } from './bar-fill.ts'

/**
 * The bars of one symbol, one after another, read from the columns of its pieces. Nothing of a piece is kept after its
 * last bar.
 */
export class BarFeed {
  readonly symbol: Ticker
  readonly interval: BarSeries['interval']
  /** How many bars came before the one that stands here. */
  index = 0
  /** Start of the bar that stands here; Infinity after the last one. */
  time = -Infinity
  #piece: BarSeries
  #at = 0
  readonly #following: Iterator<BarSeries>

  private constructor(first: BarSeries, following: Iterator<BarSeries>) {
    this.symbol = first.symbol
    this.interval = first.interval
    this.#piece = first
    this.#following = following
    this.#enter(first)
  }

  /** Stands at the first bar of pieces of one symbol that follow each other; `undefined` when there is no piece. */
  static of(pieces: Iterable<BarSeries>): BarFeed | undefined {
    const iterator = pieces[Symbol.iterator]()
    const first = iterator.next()
    return first.done ? undefined : new BarFeed(first.value, iterator)
  }

  get open(): number {
    return this.#piece.open[this.#at]!
  }

  get high(): number {
    return this.#piece.high[this.#at]!
  }

  get low(): number {
    return this.#piece.low[this.#at]!
  }

  get close(): number {
    return this.#piece.close[this.#at]!
  }

  get volume(): number {
    return this.#piece.volume[this.#at]!
  }

  /** The prices of this bar that orders trade on. */
  priced(): PricedBar {
    return {
      open: moneyFromNumber(this.open),
      high: moneyFromNumber(this.high),
      low: moneyFromNumber(this.low),
    }
  }

  advance(): void {
    this.index += 1
    this.#at += 1
    if (this.#at < this.#piece.length) this.time = this.#piece.time[this.#at]!
    else this.#enterFollowing()
  }

  #enterFollowing(): void {
    const following = this.#following.next()
    if (following.done) this.time = Infinity
    else this.#enter(following.value)
  }

  #enter(piece: BarSeries): void {
    checkBars(piece)
    this.#checkFollows(piece)
    this.#piece = piece
    this.#at = 0
    if (piece.length > 0) this.time = piece.time[0]!
    else this.#enterFollowing()
  }

  #checkFollows({ symbol, interval, length, time }: BarSeries): void {
    if (symbol !== this.symbol || interval !== this.interval)
      throw new BarSeriesError(
        symbol,
        `a piece of ${interval} bars can't follow ${this.interval} bars of ${this.symbol}`,
      )
    if (length > 0 && !(time[0]! > this.time))
      throw new BarSeriesError(symbol, `a piece began at ${time[0]}, must begin after ${this.time}`)
  }
}
