import { type EpochMs, SECOND_MS } from '../../shared/time/instant.ts'
import type { PromiseBook } from './promises.ts'

const MINUTE_SECONDS = 60
/** Order calls a minute (spec §14). */
const ORDERS_A_MINUTE_MAX = 60
/** Two market calls a second and the burst of four that may come with them. */
const MARKET_A_SECOND_MAX = 6

/** Counts the calls where they arrive: I26 is measured at the broker. */
export class CallWatch {
  readonly #book: PromiseBook
  readonly #calls: { readonly at: EpochMs; readonly module: string }[] = []

  constructor(book: PromiseBook) {
    this.#book = book
  }

  called(operation: string, at: EpochMs): void {
    const module = operation.split('/')[0] ?? ''
    this.#calls.push({ at, module })
    while (this.#calls[0] && this.#calls[0].at <= at - MINUTE_SECONDS * SECOND_MS) this.#calls.shift()
    const within = (seconds: number) =>
      this.#calls.filter((call) => call.module === module && call.at > at - seconds * SECOND_MS).length
    if (module === 'orders')
      this.#book.check(
        'I26',
        within(MINUTE_SECONDS) <= ORDERS_A_MINUTE_MAX,
        () => 'more than 60 order calls a minute',
      )
    if (module === 'market')
      this.#book.check('I26', within(1) <= MARKET_A_SECOND_MAX, () => 'more than 2 a second and a burst of 4')
  }
}
