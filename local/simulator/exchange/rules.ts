import { SECOND_MS } from '../../../shared/time/instant.ts'

/** How strict a simulated exchange is beyond what its orders say. */
export interface ExchangeRules {
  /** Sells pay the regulatory fee. */
  readonly feesEnabled: boolean
  /** A quote trades no more shares than it shows; the rest of the order waits for the next print. */
  readonly fillsLimitedByDisplayedSize: boolean
  /** How long a cancel request is on its way while the order can still trade. */
  readonly cancelDelayMs: number
  /** An own number may be used again: whether the broker refuses that nobody knows, so nothing may rest on it. */
  readonly repeatedClientOrderIds: boolean
  /** How long the order that came out of a change refuses to be changed again. */
  readonly changeDelayMs: number
  /** How long a placed order is missing from the list and from its own details. */
  readonly ordersVisibleAfterMs: number
}

/** Whole fills without fees; cancels, changes and new orders show at once. */
export const DEFAULT_RULES: ExchangeRules = {
  feesEnabled: false,
  fillsLimitedByDisplayedSize: false,
  cancelDelayMs: 0,
  repeatedClientOrderIds: false,
  changeDelayMs: 0,
  ordersVisibleAfterMs: 0,
}

/**
 * How old a preview may be at placement. Client authors see about 3 minutes (reference/etrade-api.md section
 * 7).
 */
export const PREVIEW_LIFE_MS = 180 * SECOND_MS
