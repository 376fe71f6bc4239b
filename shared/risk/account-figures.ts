import type { AccountBalance } from '../domain/account.ts'
import type { Ticker } from '../domain/ids.ts'
import { add, type Money, min, moneyFromNumber, subtract, times, ZERO } from '../domain/money.ts'
import { marketValue } from '../ledger/position-book.ts'
import { isInFlux, type TradingState } from '../state/trading-state.ts'
import { knownCash } from './equity.ts'
import type { RiskView } from './risk-view.ts'
import { type Refusal, refuse } from './verdict.ts'

/** The money figures of one moment that every later assessment uses. */
export interface AccountFigures {
  /** What an entry may spend, less what entries under way will take. */
  readonly cash: Money
  /** Cash plus own positions at market. */
  readonly portfolioValue: Money
  /** Own positions at market plus entries under way. */
  readonly exposure: Money
  /** The same with each value times its |leverage|; absent when a leverage is not known. */
  readonly leveragedExposure?: Money
  /** P&L of the open positions, partial sales included. */
  readonly openProfit: Money
}

/** Second assessment: the account as it is now. A figure that is missing refuses; it is never taken for 0. */
export function accountFigures(view: RiskView): AccountFigures | Refusal {
  const { state, balance } = view
  const available = spendable(balance, view.rules.marginAllowed)
  if (available === undefined) return missing('the broker does not say what the account may spend')
  const held = valueHeld(state, view.prices)
  if ('code' in held) return held
  // Cash for an entry under way is reserved by us, whether or not the broker has taken it off yet.
  const underWay = entriesUnderWay(state)
  const leveragedExposure = leveraged(view)
  return {
    cash: subtract(available, underWay),
    portfolioValue: add(countedCash(view), held.value),
    exposure: add(held.value, underWay),
    ...(leveragedExposure !== undefined && { leveragedExposure }),
    openProfit: held.openProfit,
  }
}

/**
 * The cash that belongs to the positions in our books. While an order is under way the broker may have booked a fill of
 * it that its list does not show yet: its cash would then count sold shares twice and bought ones not at all.
 */
function countedCash({ state, balance }: RiskView): Money {
  const known = isInFlux(state) ? knownCash(state.risk) : undefined
  return known ?? balance.cash
}

/** Own positions at market and their P&L; refuses when the price of one is missing. */
export function valueHeld(
  { positions }: Pick<TradingState, 'positions'>,
  prices: RiskView['prices'],
): { readonly value: Money; readonly openProfit: Money } | Refusal {
  let held = ZERO
  let openProfit = ZERO
  for (const position of Object.values(positions)) {
    const price = prices.get(position.symbol)
    if (price === undefined) return missing(`no price for ${position.symbol}, which is held`)
    const value = marketValue(position, price)
    held = add(held, value)
    openProfit = add(openProfit, subtract(add(value, position.proceeds), add(position.cost, position.fees)))
  }
  return { value: held, openProfit }
}

/** Money bound in entries that are not resolved, of all groups or of one. */
export function entriesUnderWay(state: TradingState, corrGroup?: string): Money {
  const waiting = unfilledEntries(state).filter(
    (entry) => corrGroup === undefined || entry.corrGroup === corrGroup,
  )
  return add(...waiting.map(({ value }) => value))
}

function unfilledEntries(
  state: TradingState,
): readonly { readonly symbol: Ticker; readonly corrGroup: string; readonly value: Money }[] {
  return Object.values(state.orders).flatMap(({ symbol, purpose, pricing, quantity, filledQuantity }) => {
    if (purpose.kind !== 'entry' || pricing.type !== 'LIMIT') return []
    const value = times(pricing.limit, quantity - filledQuantity)
    return [{ symbol, corrGroup: purpose.plan.corrGroup, value }]
  })
}

/**
 * A cash account spends settled cash; a margin account its buying power, capped at its cash unless margin is
 * switched on.
 */
function spendable(balance: AccountBalance, marginAllowed: boolean): Money | undefined {
  if (balance.kind === 'CASH') return balance.settledCash
  if (balance.cashBuyingPower === undefined) return undefined
  return marginAllowed ? balance.cashBuyingPower : min(balance.cashBuyingPower, balance.cash)
}

function leveraged({ state, prices, leverages }: RiskView): Money | undefined {
  const held = Object.values(state.positions).map((position) => ({
    symbol: position.symbol,
    value: marketValue(position, prices.get(position.symbol) ?? ZERO),
  }))
  let sum = 0
  for (const { symbol, value } of [...held, ...unfilledEntries(state)]) {
    const leverage = leverages.get(symbol)
    if (leverage === undefined) return undefined
    sum += (value * Math.abs(leverage)) / 10_000
  }
  return moneyFromNumber(sum)
}

function missing(reason: string): Refusal {
  return refuse('account-figures-missing', reason)
}
