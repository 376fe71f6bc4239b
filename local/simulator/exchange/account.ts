import type { Holding } from '../../../shared/domain/account.ts'
import type { Ticker } from '../../../shared/domain/ids.ts'
import { add, divide, type Money, subtract, times } from '../../../shared/domain/money.ts'
import { exchangeDate } from '../../../shared/time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../../../shared/time/instant.ts'
import { nextOpenDay } from '../../../shared/time/market-calendar.ts'
import type { Execution } from './exchange-order.ts'

/** What the account owns. */
export interface Account {
  /** All cash, unsettled proceeds included. */
  readonly cash: Money
  /** Proceeds of sells that become settled cash on a later day, by day. */
  readonly unsettled: readonly { readonly settlesOn: ExchangeDate; readonly amount: Money }[]
  readonly holdings: readonly HeldShares[]
}

/** Shares of one symbol with what was paid for them. */
export interface HeldShares extends Holding {
  readonly cost: Money
  /** The first buy since the account last held none. */
  readonly acquiredAt: EpochMs
}

/** Shares held in a symbol, 0 when there are none. */
export function heldQuantity({ holdings }: Account, symbol: Ticker): number {
  return holdings.find((held) => held.symbol === symbol)?.quantity ?? 0
}

/** Proceeds that are not settled cash yet on the date. */
export function unsettledCash({ unsettled }: Account, date: ExchangeDate): Money {
  return add(...unsettled.filter(({ settlesOn }) => settlesOn > date).map(({ amount }) => amount))
}

/** The account after a buy. */
export function afterBuy(account: Account, symbol: Ticker, execution: Execution): Account {
  const paid = times(execution.price, execution.quantity)
  const held = account.holdings.find((shares) => shares.symbol === symbol)
  const shares = heldShares(symbol, {
    quantity: (held?.quantity ?? 0) + execution.quantity,
    cost: held ? add(held.cost, paid) : paid,
    acquiredAt: held?.acquiredAt ?? execution.time,
  })
  return {
    ...account,
    cash: subtract(account.cash, add(paid, execution.fees)),
    holdings: [...others(account, symbol), shares],
  }
}

/**
 * The account after a sell; what it brought settles on the next trading day (T+1, in force since
 * 2024-05-28).
 */
export function afterSell(account: Account, symbol: Ticker, execution: Execution): Account {
  const held = account.holdings.find((shares) => shares.symbol === symbol)
  if (!held || held.quantity < execution.quantity)
    throw new RangeError(`sold ${execution.quantity} ${symbol}, held are ${held?.quantity ?? 0}`)
  const received = subtract(times(execution.price, execution.quantity), execution.fees)
  return {
    cash: add(account.cash, received),
    unsettled: withProceeds(account, exchangeDate(execution.time), received),
    holdings: [...others(account, symbol), ...sharesLeft(held, execution.quantity)],
  }
}

function heldShares(
  symbol: Ticker,
  shares: Pick<HeldShares, 'quantity' | 'cost' | 'acquiredAt'>,
): HeldShares {
  return { symbol, ...shares, averageCost: divide(shares.cost, shares.quantity, 'nearest') }
}

function sharesLeft(held: HeldShares, soldQuantity: number): readonly HeldShares[] {
  const quantity = held.quantity - soldQuantity
  if (quantity === 0) return []
  const cost = subtract(held.cost, times(held.averageCost, soldQuantity))
  return [heldShares(held.symbol, { quantity, cost, acquiredAt: held.acquiredAt })]
}

function others({ holdings }: Account, symbol: Ticker): readonly HeldShares[] {
  return holdings.filter((held) => held.symbol !== symbol)
}

function withProceeds({ unsettled }: Account, soldOn: ExchangeDate, amount: Money): Account['unsettled'] {
  const settlesOn = nextOpenDay(soldOn)
  const waiting = unsettled.filter((proceeds) => proceeds.settlesOn > soldOn)
  const sameDay = waiting.filter((proceeds) => proceeds.settlesOn === settlesOn)
  return [
    ...waiting.filter((proceeds) => proceeds.settlesOn !== settlesOn),
    { settlesOn, amount: add(amount, ...sameDay.map((proceeds) => proceeds.amount)) },
  ]
}
