import { type Money, toNumber, ZERO } from '../../domain/money.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import type { EquityPoint } from '../result/backtest-result.ts'
import type { Account } from './account.ts'
import type { SymbolBook } from './symbol-book.ts'

const SPY = 'SPY'

/** Adds up one session after another for the equity curve. */
export class SessionTally {
  readonly #account: Account
  readonly #books: readonly SymbolBook[]
  readonly #startUsd: number
  #low = Infinity
  #exposureSum = 0
  #moments = 0

  constructor(account: Account, books: readonly SymbolBook[]) {
    this.#account = account
    this.#books = books
    this.#startUsd = account.equityUsd
  }

  /** Looks at the account after a moment at which bars were complete. */
  see(): void {
    const { equity, held } = this.#account
    if (equity < this.#low) this.#low = equity
    this.#exposureSum += equity > 0 ? held / equity : 0
    this.#moments += 1
  }

  /** The session that has ended. */
  pointOf(date: ExchangeDate): EquityPoint {
    const spy = this.#books.find(({ feed, lastClose }) => feed.symbol === SPY && lastClose > 0)
    return {
      date,
      equityUsd: this.#account.equityUsd,
      lowUsd: toNumber(this.#low as Money),
      exposurePct: (this.#exposureSum / this.#moments) * 100,
      tradedUsd: toNumber(this.#account.traded),
      ...(spy && { spyClose: spy.lastClose }),
      buyAndHoldUsd: this.#buyAndHoldUsd(),
    }
  }

  /** Begins the next session. */
  clear(): void {
    this.#low = Infinity
    this.#exposureSum = 0
    this.#moments = 0
    this.#account.traded = ZERO
  }

  /** An even share of the start cash in every symbol from its first open on; until then the share is cash. */
  #buyAndHoldUsd(): number {
    const share = this.#startUsd / this.#books.length
    let worth = 0
    for (const { firstOpen, lastClose } of this.#books)
      worth += firstOpen > 0 ? (share * lastClose) / firstOpen : share
    return worth
  }
}
