import { add, type Money, subtract, times, ZERO } from '../../domain/money.ts'
import type { OrderSide } from '../../domain/order.ts'
import type { EpochMs } from '../../time/instant.ts'

/** A fill as the sums of a trade need it. */
interface TradeFill {
  readonly side: OrderSide
  readonly quantity: number
  readonly price: Money
  readonly shown: Money
  readonly fees: Money
}

/** The sums of one position from its first share until it is flat. */
export class OpenTrade {
  readonly entryTime: EpochMs
  /** Where the stop stood when the first share was bought. */
  readonly initialStop: Money | undefined
  bought = 0
  cost: Money = ZERO
  proceeds: Money = ZERO
  fees: Money = ZERO
  /** What spread and slippage cost against the prices that the bars show. */
  slippage: Money = ZERO
  /** The extremes that the position saw, in USD. */
  highest = -Infinity
  lowest = Infinity

  constructor(entryTime: EpochMs, initialStop: Money | undefined) {
    this.entryTime = entryTime
    this.initialStop = initialStop
  }

  take({ side, quantity, price, shown, fees }: TradeFill): void {
    const amount = times(price, quantity)
    const apart = side === 'BUY' ? subtract(price, shown) : subtract(shown, price)
    if (side === 'BUY') {
      this.bought += quantity
      this.cost = add(this.cost, amount)
    } else this.proceeds = add(this.proceeds, amount)
    this.fees = add(this.fees, fees)
    this.slippage = add(this.slippage, times(apart, quantity))
  }

  see(high: number, low: number): void {
    if (high > this.highest) this.highest = high
    if (low < this.lowest) this.lowest = low
  }

  get pnl(): Money {
    return subtract(this.proceeds, add(this.cost, this.fees))
  }
}
