import type { Ticker } from '../../domain/ids.ts'
import { add, type Money, min, times } from '../../domain/money.ts'
import type { PaperAccount } from '../../paper/paper-account.ts'
import type { EpochMs } from '../../time/instant.ts'
import type { SymbolSession } from '../market/symbol-session.ts'

/** How the account stood over one session. */
export interface SessionEquity {
  readonly cash: Money
  /** At the end: cash and what is held at its last price. */
  readonly equity: Money
  readonly low: Money
  /** Mean share of the equity in positions, in percent. */
  readonly exposurePct: number
}

/** Values the account after every minute of a session. */
export class EquityWatch {
  readonly #sessionOf: (symbol: Ticker) => SymbolSession | undefined
  readonly #cost: (symbol: Ticker) => Money
  #low: Money | undefined
  #exposure = 0
  #minutes = 0

  /** `cost`: of one share, which stands for a price where the day has none. */
  constructor(sessionOf: (symbol: Ticker) => SymbolSession | undefined, cost: (symbol: Ticker) => Money) {
    this.#sessionOf = sessionOf
    this.#cost = cost
  }

  minutePassed(account: PaperAccount, at: EpochMs): void {
    const held = this.#held(account, at)
    const equity = add(account.cash, held)
    this.#low = this.#low === undefined ? equity : min(this.#low, equity)
    this.#exposure += equity > 0 ? held / equity : 0
    this.#minutes += 1
  }

  end(account: PaperAccount, at: EpochMs): SessionEquity {
    const equity = add(account.cash, this.#held(account, at))
    const exposurePct = this.#minutes === 0 ? 0 : (this.#exposure / this.#minutes) * 100
    return { cash: account.cash, equity, low: min(equity, this.#low ?? equity), exposurePct }
  }

  #held({ holdings }: PaperAccount, at: EpochMs): Money {
    let value = 0 as Money
    for (const symbol in holdings)
      value = add(value, times(this.#price(symbol as Ticker, at), holdings[symbol]?.quantity ?? 0))
    return value
  }

  #price(symbol: Ticker, at: EpochMs): Money {
    const last = this.#sessionOf(symbol)?.lastAt(at) ?? Number.NaN
    return Number.isNaN(last) ? this.#cost(symbol) : (last as Money)
  }
}
