import { add, type Money, moneyFromNumber, ZERO } from '../../domain/money.ts'
import type { OrderSide } from '../../domain/order.ts'
import type { CostModel } from './cost-model.ts'

/** A part of an order that trades, as far as fees depend on it. */
interface ChargedFill {
  readonly side: OrderSide
  readonly quantity: number
  /** The commission is for the order, so that only its first fill carries it. */
  readonly isFirstOfOrder: boolean
}

/**
 * What the broker and the regulator take for one fill: the commission of its order, and for shares sold the regulatory
 * fee, each settled on the nearest 1/10,000 USD.
 */
export function feesOf(costs: CostModel, fill: ChargedFill): Money {
  return add(commissionOf(costs, fill), regulatoryFee(costs, fill))
}

function commissionOf(costs: CostModel, { isFirstOfOrder }: ChargedFill): Money {
  return isFirstOfOrder ? moneyFromNumber(costs.commissionUsd) : ZERO
}

function regulatoryFee(costs: CostModel, { side, quantity }: ChargedFill): Money {
  return side === 'SELL' ? moneyFromNumber(costs.regulatoryFeeUsdPerShareSold * quantity) : ZERO
}
