import type { Ticker } from '../../../shared/domain/ids.ts'
import { type Money, toDecimalText } from '../../../shared/domain/money.ts'

/** A "no" with the broker's number. */
export interface Refusal {
  readonly code: number
  readonly text: string
  /** What the broker does not tell apart and a test wants to know. */
  readonly cause?: string
}

/** A "yes" that says when the order works; the broker calls it a warning. */
export interface Notice {
  readonly code: number
  readonly text: string
}

/*
 * Codes of reference/etrade-api.md section 9, read 2026-11. The wording is ours: of most only the meaning is
 * known.
 */

/** One answer for a preview that is unknown, used, too old or for another order. */
export const PREVIEW_GONE: Refusal = {
  code: 101,
  text: 'We timed out your original order request: preview it again and place it unchanged in 180 seconds.',
}

/** A market order with another term than the day. */
export const MARKET_ORDER_TERM: Refusal = {
  code: 1035,
  text: 'orderTerm: was GOOD_UNTIL_CANCEL, a market order must be GOOD_FOR_DAY.',
}

/** A cancel of an order that can no longer trade. */
export const CANCEL_TOO_LATE: Refusal = {
  code: 5001,
  text: 'The order is executed or ended already and cannot be cancelled.',
}

/** A change of an order that is itself the fresh outcome of a change. */
export const CHANGE_IN_PROGRESS: Refusal = {
  code: 1524,
  text: 'The previous change of this order is still in progress: try again after 1 second.',
}

/** A second cancel while the first is on its way. */
export const CANCEL_PENDING: Refusal = {
  code: 5003,
  text: 'A cancel request for this order is pending already.',
}

/** A sell of more than is held and not offered already. */
export function notEnoughShares(facts: {
  readonly symbol: Ticker
  readonly asked: number
  readonly available: number
}): Refusal {
  const { symbol, asked, available } = facts
  return { code: 1037, text: `quantity: was ${asked} ${symbol}, available for sale are ${available}.` }
}

/** A sell of what the account does not have. */
export function positionNotHeld(symbol: Ticker): Refusal {
  return { code: 1040, text: `The account holds no ${symbol} to sell.` }
}

/** An order that needs a price the market does not show. */
export function priceUnavailable(symbol: Ticker): Refusal {
  return { code: 1508, text: `The price of ${symbol} is not available: try again after 1 second.` }
}

/** A sell stop that would be set off at once. */
export function sellStopTooHigh(stop: Money, bid: Money): Refusal {
  const allowed = `at least 0.01 below the bid of ${toDecimalText(bid)}`
  return { code: 2084, text: `stopPrice: was ${toDecimalText(stop)}, a sell stop must be ${allowed}.` }
}

/** A buy stop that would be set off at once. */
export function buyStopTooLow(stop: Money, ask: Money): Refusal {
  const allowed = `at least 0.01 above the ask of ${toDecimalText(ask)}`
  return { code: 2085, text: `stopPrice: was ${toDecimalText(stop)}, a buy stop must be ${allowed}.` }
}

/** The order works now. */
export const PLACED_IN_SESSION: Notice = {
  code: 1026,
  text: 'Your order was entered during market hours.',
}

/** The order works from the next open. */
export const PLACED_OUTSIDE_SESSION: Notice = {
  code: 1027,
  text: 'The market is closed: your order waits for the next open.',
}

/** The symbol of a previewed order does not trade at the moment. */
export const HALTED: Notice = {
  code: 1043,
  text: 'Trading in this security is halted: your order waits until it resumes.',
}

/** The cancel request was taken. */
export const CANCEL_ACCEPTED: Notice = {
  code: 5011,
  text: 'Your request to cancel the order is being processed.',
}
