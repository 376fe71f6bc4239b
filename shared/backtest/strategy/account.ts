import { add, type Money, subtract, times, toNumber, ZERO } from '../../domain/money.ts'
import type { CostModel } from '../costs/cost-model.ts'
import { feesOf } from '../costs/fees.ts'
import type { WorkingOrder } from './working-order.ts'

/** The one cash account of a run. Its cash never falls below zero. */
export class Account {
  readonly costs: CostModel
  cash: Money
  /** All positions at their last closes. */
  held: Money = ZERO
  fees: Money = ZERO
  /** Bought and sold for since the session began. */
  traded: Money = ZERO

  constructor(costs: CostModel, startCash: Money) {
    this.costs = costs
    this.cash = startCash
  }

  get equity(): Money {
    return (this.cash + this.held) as Money
  }

  /** As a plain number for the strategy. */
  get equityUsd(): number {
    return toNumber(this.equity)
  }

  /** How many of the wished shares the cash is enough for: those it can pay on a buy, all or none on a sale. */
  affordable(order: WorkingOrder, price: Money, wished: number): number {
    const fees = this.#feesOf(order, wished)
    if (order.side === 'BUY') return Math.min(wished, Math.floor((this.cash - fees) / price))
    return this.cash + price * wished >= fees ? wished : 0
  }

  /** Books a fill and answers its fees. */
  book(order: WorkingOrder, price: Money, quantity: number): Money {
    const fees = this.#feesOf(order, quantity)
    const amount = times(price, quantity)
    this.cash = subtract(order.side === 'BUY' ? subtract(this.cash, amount) : add(this.cash, amount), fees)
    if (this.cash < 0) throw new RangeError(`cash fell below zero: ${this.cash}`)
    this.fees = add(this.fees, fees)
    this.traded = add(this.traded, amount)
    return fees
  }

  #feesOf(order: WorkingOrder, quantity: number): Money {
    const isFirstOfOrder = order.left === order.quantity
    return feesOf(this.costs, { side: order.side, quantity, isFirstOfOrder })
  }
}
