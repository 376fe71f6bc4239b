import { type Money, moneyFromNumber, ZERO } from '../../../shared/domain/money.ts'
import type { OrderSide } from '../../../shared/domain/order.ts'
import type { ExchangeRules } from './rules.ts'

/**
 * SIM-ASSUMED: one rate a share, the one behind the only known charge, 0.1730 USD on 1,454 shares
 * (reference/etrade-api.md section 7); the real rates change from year to year.
 */
const FEE_PER_SHARE_USD = 0.000119

/** What an execution costs: buys are free, sells carry the regulatory fee where the rules ask for it. */
export function executionFees(side: OrderSide, quantity: number, { feesEnabled }: ExchangeRules): Money {
  return feesEnabled && side === 'SELL' ? moneyFromNumber(quantity * FEE_PER_SHARE_USD) : ZERO
}
