import type { ClosingQuote, IntradayBars } from '../../../infra/history/bar-source.ts'
import type { RegularHours } from '../../../infra/history/day-bars.ts'
import { type Money, moneyFromNumber } from '../../../shared/domain/money.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { printsOfBar } from './bar-prints.ts'
import type { MarketQuote, Print } from './market.ts'
import { spreadAround, type TickDirection } from './spread.ts'

type BookSides = Required<Pick<MarketQuote, 'bid' | 'ask' | 'bidSize' | 'askSize'>>

/** The part of a quote that the prints of one day determine. */
export type TapeState = BookSides &
  Pick<MarketQuote, 'time' | 'last' | 'lastTime' | 'open' | 'high' | 'low' | 'totalVolume'>

interface SessionFigures {
  readonly open: Money
  readonly high: Money
  readonly low: Money
}

/** What is known right after one print. */
interface Moment {
  readonly print: Print
  readonly direction: TickDirection
  readonly session: SessionFigures | undefined
  readonly totalVolume: number
}

const ROUND_LOT = 100

/** One symbol's prints of one exchange date, with the state after each worked out once. */
export class Tape {
  readonly #moments: readonly Moment[]
  readonly #quotes: readonly ClosingQuote[]

  constructor(intraday: IntradayBars, quotes: readonly ClosingQuote[], hours: RegularHours | undefined) {
    const prints = intraday.bars.flatMap((bar) => printsOfBar(bar, intraday.intervalMs))
    this.#moments = momentsOf(prints, hours)
    this.#quotes = quotes
  }

  /** The state after all prints up to and including `at`; `undefined` before the first. */
  stateAt(at: EpochMs): TapeState | undefined {
    const moment = this.#moments[countUpTo(this.#moments.length, (index) => this.#timeOf(index) <= at) - 1]
    if (!moment) return undefined
    const quote = this.#quotes[countUpTo(this.#quotes.length, (index) => this.#quotes[index]!.time <= at) - 1]
    const { time: lastTime, price: last } = moment.print
    const time = quote && quote.time > lastTime ? quote.time : lastTime
    const sides = quote ? recordedSides(quote) : assumedSides(moment)
    return { time, last, lastTime, totalVolume: moment.totalVolume, ...moment.session, ...sides }
  }

  /** The prints with `after` < time <= `upTo`. */
  between(after: EpochMs, upTo: EpochMs): readonly Print[] {
    const first = countUpTo(this.#moments.length, (index) => this.#timeOf(index) <= after)
    const end = countUpTo(this.#moments.length, (index) => this.#timeOf(index) <= upTo)
    return this.#moments.slice(first, end).map(({ print }) => print)
  }

  #timeOf(index: number): EpochMs {
    return this.#moments[index]!.print.time
  }
}

function momentsOf(prints: readonly Print[], hours: RegularHours | undefined): readonly Moment[] {
  let previous: Moment | undefined
  return prints.map((print) => {
    const regular = hours !== undefined && print.time >= hours.openAt && print.time < hours.closeAt
    const moment: Moment = {
      print,
      direction: directionAfter(previous, print),
      session: regular ? widened(previous?.session, print.price) : previous?.session,
      totalVolume: (previous?.totalVolume ?? 0) + (regular ? print.size : 0),
    }
    previous = moment
    return moment
  })
}

/** An unchanged price keeps the direction; the first print of a day counts as an uptick. */
function directionAfter(previous: Moment | undefined, print: Print): TickDirection {
  if (!previous || print.price > previous.print.price) return 'up'
  return print.price < previous.print.price ? 'down' : previous.direction
}

function widened(session: SessionFigures | undefined, price: Money): SessionFigures {
  if (!session) return { open: price, high: price, low: price }
  if (price <= session.high && price >= session.low) return session
  return {
    open: session.open,
    high: price > session.high ? price : session.high,
    low: price < session.low ? price : session.low,
  }
}

/**
 * Where quotes were recorded, the one at the end of the latest completed minute stands until the next:
 * nothing is guessed about the time between, so a print may lie outside it for up to a minute.
 */
function recordedSides(quote: ClosingQuote): BookSides {
  const { bid, ask, bidSize, askSize } = quote
  return { bid: moneyFromNumber(bid), ask: moneyFromNumber(ask), bidSize, askSize }
}

/** SIM-ASSUMED: each side shows the last print's size in round lots, at least one. */
function assumedSides({ print, direction }: Moment): BookSides {
  const size = Math.max(ROUND_LOT, print.size - (print.size % ROUND_LOT))
  return { ...spreadAround(print.price, direction), bidSize: size, askSize: size }
}

/** How many of `count` ascending items satisfy a condition that holds for the first ones only. */
function countUpTo(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low
}
