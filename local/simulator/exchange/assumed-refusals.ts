import type { Ticker } from '../../../shared/domain/ids.ts'
import { type Money, toDecimalText } from '../../../shared/domain/money.ts'
import type { Refusal } from './refusals.ts'

/**
 * SIM-ASSUMED: refusals the broker surely has and whose numbers nobody has recorded (reference/etrade-api.md
 * section 9). The codes are this simulator's own and lie far above the broker's, so that no client learns
 * them.
 */
const CODES = {
  clientOrderIdShape: 90_001,
  clientOrderIdUsed: 90_002,
  unknownSymbol: 90_003,
  quantity: 90_004,
  price: 90_005,
  marketOrderOutsideSession: 90_006,
  insufficientCash: 90_007,
  unknownOrder: 90_008,
  changeOfInstrument: 90_009,
} as const

/** A client order id of another shape than the documented one. */
export function clientOrderIdShape(seen: string): Refusal {
  return {
    code: CODES.clientOrderIdShape,
    text: `clientOrderId: was "${seen}", allowed are 1 to 20 letters and digits.`,
  }
}

/** A client order id that another order of the account has. */
export function clientOrderIdUsed(seen: string): Refusal {
  return {
    code: CODES.clientOrderIdUsed,
    text: `clientOrderId: "${seen}" was used for another order of this account.`,
  }
}

/** An order in a symbol the market does not have. */
export function unknownSymbol(symbol: Ticker): Refusal {
  return { code: CODES.unknownSymbol, text: `symbol: ${symbol} is not traded here.` }
}

/** A quantity that is no whole number of shares. */
export function quantityNotWhole(seen: number): Refusal {
  return { code: CODES.quantity, text: `quantity: was ${seen}, allowed are whole shares from 1 on.` }
}

/** A limit or stop at or below zero. */
export function priceNotPositive(seen: Money): Refusal {
  return { code: CODES.price, text: `price: was ${toDecimalText(seen)}, it must be above zero.` }
}

/** A limit or stop with parts of a cent from 1 USD on. */
export function priceNotInCents(seen: Money): Refusal {
  return {
    code: CODES.price,
    text: `price: was ${toDecimalText(seen)}, from 1 USD on only whole cents are allowed.`,
  }
}

/** A market order while the market is closed. */
export const MARKET_ORDER_OUTSIDE_SESSION: Refusal = {
  code: CODES.marketOrderOutsideSession,
  text: 'priceType: was MARKET, outside regular hours only LIMIT and STOP are allowed.',
}

/** A buy beyond the cash that may be spent. */
export function insufficientCash(facts: {
  readonly asked: number
  readonly price: Money
  readonly available: Money
}): Refusal {
  const { asked, price, available } = facts
  const seen = `${asked} at ${toDecimalText(price)}`
  return {
    code: CODES.insufficientCash,
    text: `quantity: was ${seen}, available for buying are ${toDecimalText(available)} USD.`,
  }
}

/** A call about an order the account does not have. */
export function unknownOrder(orderId: string): Refusal {
  return { code: CODES.unknownOrder, text: `orderId: this account has no order ${orderId}.` }
}

/** A change that would trade something else or the other way round. */
export const CHANGE_OF_INSTRUMENT: Refusal = {
  code: CODES.changeOfInstrument,
  text: 'symbol, orderAction: a change keeps both; cancel the order and enter another one instead.',
}
