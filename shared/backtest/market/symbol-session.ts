import type { Ticker } from '../../domain/ids.ts'
import type { Quote } from '../../domain/quote.ts'
import { type EpochMs, SECOND_MS } from '../../time/instant.ts'
import type { OpenDay } from '../../time/market-calendar.ts'
import type { MorningFigures, RecordedDay } from './backtest-market.ts'
import { DayTape } from './day-tape.ts'
import type { Print } from './print.ts'

/** One symbol's day as a backtest sees it, moment by moment. */
export class SymbolSession {
  /** Length of the bars behind it. */
  readonly intervalMs: number
  /** How many there are. */
  readonly bars: number
  readonly #symbol: Ticker
  readonly #tape: DayTape
  readonly #morning: MorningFigures

  constructor(symbol: Ticker, day: RecordedDay, hours: OpenDay) {
    this.intervalMs = day.intraday.intervalMs
    this.bars = day.intraday.bars.length
    this.#symbol = symbol
    this.#tape = new DayTape(day.intraday, day.quotes, hours)
    this.#morning = day.morning
  }

  /** The quote that the broker would show within the regular session; its stamp has whole seconds, as on the wire. */
  quoteAt(at: EpochMs): Quote | undefined {
    const state = this.#tape.stateAt(at)
    if (!state) return undefined
    const { lastTime: _, time, ...figures } = state
    return { symbol: this.#symbol, status: 'REALTIME', ...figures, ...this.#morning, time: wholeSecond(time) }
  }

  /** Last price in money units, NaN before the first print. */
  lastAt(at: EpochMs): number {
    return this.#tape.lastAt(at)
  }

  /** When that was, NaN before the first print. */
  lastTimeAt(at: EpochMs): number {
    return this.#tape.lastTimeAt(at)
  }

  /** Stamp of the quote in epoch milliseconds, NaN before the first print. */
  stampAt(at: EpochMs): number {
    return wholeSecond(this.#tape.stampAt(at))
  }

  /** Shares of the regular session up to a moment. */
  volumeAt(at: EpochMs): number {
    return this.#tape.volumeAt(at)
  }

  /** The prints with `after` < time <= `upTo`. */
  printsBetween(after: EpochMs, upTo: EpochMs): readonly Print[] {
    return this.#tape.between(after, upTo)
  }
}

function wholeSecond(time: number): EpochMs {
  return (time - (time % SECOND_MS)) as EpochMs
}
