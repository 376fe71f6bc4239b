import type { Money } from '../../domain/money.ts'
import type { EpochMs } from '../../time/instant.ts'
import type { Account } from './account.ts'
import type { BarStrategy, BarView, Wish } from './bar-strategy.ts'
import type { Recorder } from './recorder.ts'
import { SessionClock } from './session-clock.ts'
import { SessionTally } from './session-tally.ts'
import type { SymbolBook } from './symbol-book.ts'
import { TradingDesk } from './trading-desk.ts'
import { checkWish, orderFor, takeLevels } from './wish-orders.ts'

/** What holds at the end of a session. Bars of whole days know no close within them: both are for minute bars. */
export interface SessionRules {
  /** Sells everything in the last minute of the session, and takes no wish that would trade in it. */
  readonly flatAtClose?: boolean
  /** Lets orders that have not traded work on in the next session; without it they end with the session. */
  readonly carryOrders?: boolean
}

/** What a run has come to in figures that need no memory of it. */
export interface RunTotals {
  readonly bars: number
  /** Bars at which the exchange does not trade: nobody saw them, nothing traded on them. */
  readonly barsOutsideSession: number
  readonly sessions: number
  readonly orders: number
  readonly fills: number
  readonly trades: number
  /** Positions that `flatAtClose` could not sell: the last minute had no bar or too little volume. */
  readonly leftOvernight: number
  readonly fees: Money
  readonly cash: Money
  /** Cash and what is still held at its last close. */
  readonly equity: Money
}

interface RunnerParts {
  readonly strategy: BarStrategy
  readonly books: readonly SymbolBook[]
  readonly account: Account
  readonly rules: SessionRules
  readonly recorder: Recorder
}

type MutableView = { -readonly [Field in keyof BarView]: BarView[Field] }

/** Leads the bars of all symbols through one account: at each moment orders trade, prices are taken, rules are asked. */
export class StrategyRunner {
  readonly #parts: RunnerParts
  readonly #clock: SessionClock
  readonly #desk: TradingDesk
  readonly #tally: SessionTally
  readonly #isDaily: boolean
  readonly #view: MutableView = {
    index: 0,
    time: 0 as EpochMs,
    open: 0,
    high: 0,
    low: 0,
    close: 0,
    volume: 0,
    position: 0,
    equity: 0,
  }
  #bars = 0
  #barsOutsideSession = 0
  #sessions = 0
  #leftOvernight = 0
  #lastBarAt = 0

  constructor(parts: RunnerParts) {
    const { books, account, recorder } = parts
    const interval = books[0]?.feed.interval ?? 'day'
    this.#parts = parts
    this.#isDaily = interval === 'day'
    this.#clock = new SessionClock(interval)
    this.#desk = new TradingDesk({ account, clock: this.#clock, recorder })
    this.#tally = new SessionTally(account, books)
  }

  run(): RunTotals {
    for (let time = this.#nextTime(); time < Infinity; time = this.#nextTime()) {
      if (this.#clock.holds(time) || this.#enterSession(time)) this.#liveThrough(time)
      this.#advance(time)
    }
    this.#endSession()
    return this.#totals()
  }

  #nextTime(): number {
    let time = Infinity
    for (const { feed } of this.#parts.books) if (feed.time < time) time = feed.time
    return time
  }

  #enterSession(time: number): boolean {
    if (this.#clock.date !== undefined && !this.#isDaily)
      for (const book of this.#parts.books) this.#passNight(book)
    this.#endSession()
    return this.#clock.moveTo(time)
  }

  #liveThrough(time: number): void {
    this.#lastBarAt = time
    this.#sellBeforeClose(time)
    this.#trade(time)
    this.#takePrices(time)
    this.#askRules(time)
  }

  #trade(time: number): void {
    const { books } = this.#parts
    for (const book of books) {
      if (book.feed.time !== time || !book.mayTrade) continue
      this.#desk.tradeAll(books.filter((other) => other.feed.time === time && other.mayTrade))
      return
    }
  }

  /** The clock decides this sale, not the bar: it is due when the last minute begins, whatever the bar will show. */
  #sellBeforeClose(time: number): void {
    if (this.#isDaily || !this.#parts.rules.flatAtClose || time < this.#clock.lastMinuteAt) return
    for (const book of this.#parts.books) {
      if (book.feed.time !== time || book.order?.isForced) continue
      book.cancelOrder()
      if (book.position > 0) this.#orderSale(book, this.#clock.lastMinuteAt)
    }
  }

  #orderSale(book: SymbolBook, decidedAt: EpochMs): void {
    this.#desk.open(book, {
      type: 'MARKET',
      side: 'SELL',
      quantity: book.position,
      decidedAt,
      reason: 'END_OF_DAY',
      isForced: true,
    })
  }

  #takePrices(time: number): void {
    const { books, account } = this.#parts
    let rise = 0
    for (const book of books) if (book.feed.time === time) rise += book.mark()
    account.held = (account.held + rise) as Money
    this.#tally.see()
  }

  #askRules(time: number): void {
    const { books, account } = this.#parts
    const view = this.#view
    view.time = time as EpochMs
    view.equity = account.equityUsd
    for (const book of books) {
      if (book.feed.time !== time) continue
      this.#bars += 1
      this.#show(book)
      const wish = book.onBar(view)
      if (wish !== undefined) this.#follow(book, wish, time)
    }
  }

  #show(book: SymbolBook): void {
    const { feed } = book
    const view = this.#view
    view.index = feed.index
    view.open = feed.open
    view.high = feed.high
    view.low = feed.low
    view.close = feed.close
    view.volume = feed.volume
    view.position = book.position
  }

  #follow(book: SymbolBook, wish: Wish, time: number): void {
    const { strategy, account } = this.#parts
    checkWish(strategy.name, book, wish)
    if (book.feed.index + 1 < strategy.warmUpBars || book.order?.isForced || this.#isBeforeClose(time)) return
    const dated = { wish, decidedAt: this.#clock.endOf(time) }
    takeLevels(book, dated)
    book.order = undefined
    const ticket = this.#ordersEndWith(time) ? undefined : orderFor(book, dated, account.equity)
    if (ticket) this.#desk.open(book, ticket)
    else book.forgetLevelsWhenFlat()
  }

  /** What is wished now would trade in the last minute or after it, when all is sold. */
  #isBeforeClose(time: number): boolean {
    if (this.#isDaily || !this.#parts.rules.flatAtClose) return false
    return this.#clock.endOf(time) >= this.#clock.lastMinuteAt
  }

  /** A day's bar is decided on after the close, for the next session: such orders are never late. */
  #ordersEndWith(time: number): boolean {
    return !this.#isDaily && !this.#parts.rules.carryOrders && this.#clock.isLast(time)
  }

  #advance(time: number): void {
    const isOutside = !this.#clock.holds(time)
    for (const { feed } of this.#parts.books) {
      if (feed.time !== time) continue
      if (isOutside) this.#barsOutsideSession += 1
      feed.advance()
    }
  }

  #endSession(): void {
    const { account, recorder } = this.#parts
    const { date } = this.#clock
    if (date === undefined) return
    this.#sessions += 1
    const { cash, equity } = account
    recorder.session({ time: this.#clock.endOf(this.#lastBarAt), cash, equity }, this.#tally.pointOf(date))
    this.#tally.clear()
  }

  /** A position that could not be sold before the close is still to be sold: first thing in the next session. */
  #passNight(book: SymbolBook): void {
    const { flatAtClose, carryOrders } = this.#parts.rules
    const isLeft = flatAtClose === true && book.position > 0
    if (isLeft) this.#leftOvernight += 1
    if (book.order?.isForced) return
    if (isLeft) this.#orderSale(book, this.#clock.lastMinuteAt)
    else if (!carryOrders) book.cancelOrder()
  }

  #totals(): RunTotals {
    const { cash, equity, fees } = this.#parts.account
    const { orders, fills, trades } = this.#desk
    return {
      bars: this.#bars,
      barsOutsideSession: this.#barsOutsideSession,
      sessions: this.#sessions,
      orders,
      fills,
      trades,
      leftOvernight: this.#leftOvernight,
      fees,
      cash,
      equity,
    }
  }
}
