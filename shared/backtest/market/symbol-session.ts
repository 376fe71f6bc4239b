import type { Ticker } from '../../domain/ids.ts'
import type { Quote } from '../../domain/quote.ts'
import { type EpochMs, SECOND_MS } from '../../time/instant.ts'
import type { OpenDay } from '../../time/market-calendar.ts'
import type { MorningFigures, RecordedBars } from './backtest-market.ts'
import { DayTape } from './day-tape.ts'
import type { Print } from './print.ts'

/** One symbol's day as a backtest sees it, moment by moment. */
export interface SymbolSession {
  /** Length of the bars behind it, or the time between two looks. */
  readonly intervalMs: number
  /** How many there are. */
  readonly bars: number
  /** The quote that the broker would show within the regular session. */
  quoteAt(at: EpochMs): Quote | undefined
  /** Last price in money units, NaN before the first print. */
  lastAt(at: EpochMs): number
  /** When that was, NaN before the first print. */
  lastTimeAt(at: EpochMs): number
  /** Stamp of the quote in epoch milliseconds, NaN before the first print. */
  stampAt(at: EpochMs): number
  /** Shares of the regular session up to a moment. */
  volumeAt(at: EpochMs): number
  /** The prints with `after` < time <= `upTo`. */
  printsBetween(after: EpochMs, upTo: EpochMs): readonly Print[]
}

/** The session that the bars of a day stand for. */
export class BarsSession implements SymbolSession {
  readonly intervalMs: number
  readonly bars: number
  readonly #symbol: Ticker
  readonly #tape: DayTape
  readonly #morning: MorningFigures

  constructor(symbol: Ticker, day: RecordedBars, hours: OpenDay) {
    this.intervalMs = day.intraday.intervalMs
    this.bars = day.intraday.bars.length
    this.#symbol = symbol
    this.#tape = new DayTape(day.intraday, day.quotes, hours)
    this.#morning = day.morning
  }

  /** Its stamp has whole seconds, as on the wire. */
  quoteAt(at: EpochMs): Quote | undefined {
    const state = this.#tape.stateAt(at)
    if (!state) return undefined
    const { lastTime: _, time, ...figures } = state
    return { symbol: this.#symbol, status: 'REALTIME', ...figures, ...this.#morning, time: wholeSecond(time) }
  }

  lastAt(at: EpochMs): number {
    return this.#tape.lastAt(at)
  }

  lastTimeAt(at: EpochMs): number {
    return this.#tape.lastTimeAt(at)
  }

  stampAt(at: EpochMs): number {
    return wholeSecond(this.#tape.stampAt(at))
  }

  volumeAt(at: EpochMs): number {
    return this.#tape.volumeAt(at)
  }

  printsBetween(after: EpochMs, upTo: EpochMs): readonly Print[] {
    return this.#tape.between(after, upTo)
  }
}

function wholeSecond(time: number): EpochMs {
  return (time - (time % SECOND_MS)) as EpochMs
}
