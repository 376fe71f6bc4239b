import { add, type Money, moneyFromNumber, subtract, times, ZERO } from '../domain/money.ts'
import type { ExchangeDate } from '../time/instant.ts'
import type { PaperMarket } from './see-on-paper.ts'

/** A paper trade from its entry on. How it ends lies sealed in it until the day of its end is over. */
export interface TradeUnderWay<Lesson> {
  readonly market: Pick<PaperMarket, 'days'>
  /** Of the entry. */
  readonly date: ExchangeDate
  readonly quantity: number
  readonly entry: Money
  /** Absent when the bars end before the trade does. */
  readonly closing?: { readonly on: ExchangeDate; readonly lesson: Lesson }
}

/** The paper trades that are open on a morning, and the lessons that wait for their end. */
export class TradesUnderWay<Lesson> {
  #trades: readonly TradeUnderWay<Lesson>[] = []

  get positions(): number {
    return this.#trades.length
  }

  add(trade: TradeUnderWay<Lesson>): void {
    this.#trades = [...this.#trades, trade]
  }

  /** Ends what was over before a date and gives its lessons, the earliest end first. */
  takeClosedBefore(date: ExchangeDate): readonly Lesson[] {
    const isOver = ({ closing }: TradeUnderWay<Lesson>) => closing !== undefined && closing.on < date
    const over = this.#trades.filter(isOver)
    this.#trades = this.#trades.filter((trade) => !isOver(trade))
    return over
      .flatMap(({ closing }) => closing ?? [])
      .toSorted((one, other) => (one.on === other.on ? 0 : one.on < other.on ? -1 : 1))
      .map(({ lesson }) => lesson)
  }

  /**
   * What the open trades have earned or lost at the open of a day since the close before it, those of this morning since their
   * entry; not known while one of them has no open. What happens later in the day is not known in the morning.
   */
  profitOf(morning: Morning): Money | undefined {
    const profits = this.#trades.map((trade) => profitOfMorning(trade, morning))
    return profits.some((profit) => profit === undefined)
      ? undefined
      : add(ZERO, ...profits.map((profit) => profit as Money))
  }
}

/** A day, and the one on which the exchange was open before it. */
interface Morning {
  readonly date: ExchangeDate
  readonly yesterday: ExchangeDate
}

function profitOfMorning(trade: TradeUnderWay<unknown>, { date, yesterday }: Morning): Money | undefined {
  const { market, quantity, entry } = trade
  const open = market.days.on(date)?.open
  const since = trade.date === date ? entry : closeOn(market, yesterday)
  if (open === undefined || since === undefined) return undefined
  return times(subtract(moneyFromNumber(open), since), quantity)
}

function closeOn({ days }: Pick<PaperMarket, 'days'>, date: ExchangeDate): Money | undefined {
  const close = days.on(date)?.close
  return close === undefined ? undefined : moneyFromNumber(close)
}
