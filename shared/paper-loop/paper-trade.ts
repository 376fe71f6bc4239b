import type { Plan } from '../advisor/plan.ts'
import type { CostModel } from '../backtest/costs/cost-model.ts'
import { feesOf } from '../backtest/costs/fees.ts'
import { type ReplayedTrade, replayTrade } from '../bandit/replay-trade.ts'
import type { Bar, DailyBar } from '../domain/bar.ts'
import type { DecisionId } from '../domain/ids.ts'
import { add, divide, type Money, subtract, times } from '../domain/money.ts'
import { halfSpread, paperEntryPrice } from '../proposals/paper-fill.ts'
import type { CalendarException } from '../time/calendar-exception.ts'
import { exchangeDate } from '../time/exchange-time.ts'
import type { ExchangeDate } from '../time/instant.ts'
import { marketDay, nextOpenDay, type OpenDay } from '../time/market-calendar.ts'
import type { SymbolDays } from './symbol-days.ts'

/** A plan that passed the guardrails, and the quote it was made on. */
export interface PaperOrder {
  readonly decisionId: DecisionId
  readonly date: ExchangeDate
  readonly plan: Plan
  readonly quantity: number
  readonly bid: Money
  readonly ask: Money
}

/** What a paper order was filled at and what came of it; costs and profit are those of all its shares. */
export type PaperTrade = { readonly entry: Money } & (
  | { readonly status: 'no-room' }
  | { readonly status: 'open' }
  | (Omit<Extract<ReplayedTrade, { readonly status: 'closed' }>, 'barAt'> & {
      readonly closedOn: ExchangeDate
      readonly profit: Money
      readonly costs: Money
    })
)

/**
 * Fills a plan on paper at the open of its date and follows it through the daily bars from then on, to stop, target or the close of
 * its last day. The whole future of the symbol is read here: whoever decides must not see it before `closedOn` is over.
 */
export function paperTrade(
  order: PaperOrder,
  market: {
    readonly days: SymbolDays
    readonly costs: CostModel
    readonly calendar?: readonly CalendarException[] | undefined
  },
): PaperTrade {
  const { plan, quantity, date } = order
  const { stopPrice: stop, targetPrice: target } = plan
  const entry = paperEntryPrice(plan.entryPrice, order)
  if (entry >= target) return { status: 'no-room', entry }
  const fees = feesOfBoth(market.costs, quantity)
  const costsPerShare = add(halfSpread(order), divide(fees, quantity, 'up'))
  const last = lastDay(order, market.calendar)
  const terms = { entry, stop, target, costsPerShare, timeOutAt: last.closeAt }
  const enteredAt = openDay(date, market.calendar).openAt
  const trade = replayTrade({ ...terms, enteredAt }, barsOf(order, { ...market, last }))
  if (trade.status === 'pending') return { status: 'open', entry }
  const { barAt, ...closed } = trade
  const paid = add(subtract(entry, plan.entryPrice), costsPerShare)
  const gained = subtract(subtract(closed.exit, entry), costsPerShare)
  return {
    ...{ entry, ...closed, closedOn: exchangeDate(barAt) },
    ...{ profit: times(gained, quantity), costs: times(paid, quantity) },
  }
}

function feesOfBoth(costs: CostModel, quantity: number): Money {
  const fill = { quantity, isFirstOfOrder: true }
  return add(feesOf(costs, { ...fill, side: 'BUY' }), feesOf(costs, { ...fill, side: 'SELL' }))
}

/** The day of the entry is the first of the days that a plan stays. */
function lastDay({ date, plan }: PaperOrder, calendar: readonly CalendarException[] | undefined): OpenDay {
  let last = date
  for (let stayed = 1; stayed < plan.timeoutDays; stayed += 1) last = nextOpenDay(last, calendar)
  return openDay(last, calendar)
}

/**
 * A bar of a day begins at its open. On the last day the close follows as a moment of its own, since that is where a plan is sold
 * that met neither stop nor target; without a bar of that day it is sold at the next open there is.
 */
function barsOf(
  { date, plan }: PaperOrder,
  market: {
    readonly days: SymbolDays
    readonly last: OpenDay
    readonly calendar?: readonly CalendarException[] | undefined
  },
): readonly Bar[] {
  const { days, last, calendar } = market
  return days.from(date, plan.timeoutDays + 1).flatMap((bar) => {
    const day = openDay(bar.date, calendar)
    const whole = { ...pricesOf(bar), time: day.openAt }
    return bar.date === last.date ? [whole, closeOf(bar, day)] : [whole]
  })
}

function closeOf({ close }: DailyBar, { closeAt }: OpenDay): Bar {
  return { time: closeAt, open: close, high: close, low: close, close, volume: 0 }
}

function pricesOf({ open, high, low, close, volume }: DailyBar): Omit<Bar, 'time'> {
  return { open, high, low, close, volume }
}

function openDay(date: ExchangeDate, calendar: readonly CalendarException[] | undefined): OpenDay {
  const day = marketDay(date, calendar)
  if (day.kind === 'closed')
    throw new RangeError(`a bar of ${date}, on which the exchange is closed (${day.name})`)
  return day
}
