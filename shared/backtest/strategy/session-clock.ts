import { type EpochMs, type ExchangeDate, MINUTE_MS } from '../../time/instant.ts'
import { sessionAt } from '../../time/session.ts'
import type { BarSeries } from '../bars/bar-series.ts'

/** When the opening print of a bar comes, counted from its start (the same as that of the recorded market). */
const OPEN_PRINT_MS = 500

/** Tells the session of each bar; the calendar is asked once a session. */
export class SessionClock {
  readonly #isDaily: boolean
  date: ExchangeDate | undefined
  #openAt = Infinity
  #closeAt = -Infinity

  constructor(interval: BarSeries['interval']) {
    this.#isDaily = interval === 'day'
  }

  holds(time: number): boolean {
    return time >= this.#openAt && time < this.#closeAt
  }

  /** Goes to the session of a moment; answers false where the exchange does not trade. */
  moveTo(time: number): boolean {
    const session = sessionAt(time as EpochMs)
    this.date = session.phase === 'regular' ? session.date : undefined
    this.#openAt = session.phase === 'regular' ? session.openAt : Infinity
    this.#closeAt = session.phase === 'regular' ? session.closeAt : -Infinity
    return session.phase === 'regular'
  }

  /** When a bar is complete: what is decided on it is decided then. */
  endOf(time: number): EpochMs {
    return (this.#isDaily ? this.#closeAt : Math.min(time + MINUTE_MS, this.#closeAt)) as EpochMs
  }

  /** Whether nothing of the session comes after a bar. A day's bar always ends its session. */
  isLast(time: number): boolean {
    return this.endOf(time) >= this.#closeAt
  }

  /** When the last minute of the session begins: what shall be flat at the close is sold in it. */
  get lastMinuteAt(): EpochMs {
    return (this.#closeAt - MINUTE_MS) as EpochMs
  }

  /**
   * The moments at which a bar prints its open, its low and its high. A bar does not say which extreme came first: the
   * low when it closed at or above its open, else the high, at a third and two thirds of it (SIM-ASSUMED, like the
   * prints of the simulated market).
   */
  printOf(
    bar: { readonly time: number; readonly hasRisen: boolean },
    when: 'open' | 'low' | 'high',
  ): EpochMs {
    if (when === 'open') return (bar.time + OPEN_PRINT_MS) as EpochMs
    const isFirst = (when === 'low') === bar.hasRisen
    const third = (this.endOf(bar.time) - bar.time) / 3
    return Math.round(bar.time + (isFirst ? third : 2 * third)) as EpochMs
  }
}
