import type { DailyBar } from '../domain/bar.ts'
import { addDays } from '../time/exchange-time.ts'
import type { ExchangeDate } from '../time/instant.ts'

/** The longest closure since 1990 (September 2001) is seven calendar days from one session to the next. */
const GAP_DAYS_MAX = 7

/** The days of one symbol, found by date. */
export class SymbolDays {
  readonly #days: readonly DailyBar[]
  readonly #places: ReadonlyMap<ExchangeDate, number>
  /** For each day the place from which on no trading days are missing. */
  readonly #unbrokenFrom: readonly number[]

  /** Throws when the days do not ascend. */
  constructor(days: readonly DailyBar[]) {
    assertAscending(days)
    this.#days = days
    this.#places = new Map(days.map(({ date }, place) => [date, place]))
    this.#unbrokenFrom = unbrokenFrom(days)
  }

  dates(): readonly ExchangeDate[] {
    return this.#days.map(({ date }) => date)
  }

  on(date: ExchangeDate): DailyBar | undefined {
    const place = this.#places.get(date)
    return place === undefined ? undefined : this.#days[place]
  }

  /** At most so many days that end with this one, back to the first gap; empty when this day is not known. */
  upTo(last: ExchangeDate, count: number): readonly DailyBar[] {
    const place = this.#places.get(last)
    if (place === undefined) return []
    return this.#days.slice(Math.max(this.#unbrokenFrom[place] ?? 0, place + 1 - count), place + 1)
  }

  /** At most so many days that begin with this one, which must be known. */
  from(first: ExchangeDate, count: number): readonly DailyBar[] {
    const place = this.#places.get(first)
    if (place === undefined) throw new RangeError(`no day ${first}`)
    return this.#days.slice(place, place + count)
  }
}

function unbrokenFrom(days: readonly DailyBar[]): readonly number[] {
  let start = 0
  return days.map(({ date }, place) => {
    const before = days[place - 1]
    if (before && addDays(before.date, GAP_DAYS_MAX) < date) start = place
    return start
  })
}

function assertAscending(days: readonly DailyBar[]): void {
  for (const [place, { date }] of days.entries()) {
    const before = days[place - 1]
    if (before && before.date >= date)
      throw new RangeError(`days must ascend: ${date} comes after ${before.date}`)
  }
}
