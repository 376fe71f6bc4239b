import type { Ticker } from '../domain/ids.ts'
import { add, type Money } from '../domain/money.ts'
import { type AccountFigures, valueHeld } from '../risk/account-figures.ts'
import { checkDailyLoss } from '../risk/check-daily-loss.ts'
import { checkDrawdown } from '../risk/check-drawdown.ts'
import { knownCash, observeEquity } from '../risk/equity.ts'
import { isInFlux } from '../state/trading-state.ts'
import { applySafeMode, tripSafeMode } from './safe-mode.ts'
import type { Tick } from './tick.ts'

/** What the account is worth at a moment. */
type Worth = Pick<AccountFigures, 'portfolioValue' | 'openProfit'> & { readonly cash: Money }

/**
 * Remembers what the account is worth and puts safe mode on when that is a drawdown or a day's loss over the limit.
 * While an order is under way the broker's cash and our fills may be of different moments, and only losses are judged.
 */
export function noteEquity(tick: Tick, { cash, portfolioValue: equity, openProfit }: Worth): void {
  if (!isInFlux(tick.state)) {
    const risk = observeEquity(tick.state.risk, { cash, equity })
    tick.state = { ...tick.state, risk }
    if (risk.equity) applySafeMode(tick, { kind: 'equity', equity, highWater: risk.equity.highWater })
  }
  tripOnLosses(tick, { portfolioValue: equity, openProfit })
}

/**
 * The same between two looks at the account, at no call: the cash that was last seen, moved by our own fills since,
 * and what is held at its prices. Silent until the account was seen once, or while a price is missing.
 */
export function watchEquity(tick: Tick, prices: ReadonlyMap<Ticker, Money>): void {
  const cash = knownCash(tick.state.risk)
  const held = valueHeld(tick.state, prices)
  if (cash === undefined || 'code' in held) return
  noteEquity(tick, { cash, portfolioValue: add(cash, held.value), openProfit: held.openProfit })
}

function tripOnLosses(tick: Tick, figures: Omit<Worth, 'cash'>): void {
  const view = { state: tick.state, rules: tick.world.config.risk }
  const drawdown = checkDrawdown(view, figures)
  if (!drawdown.passed) tripSafeMode(tick, { reason: 'drawdown', detail: drawdown.reason })
  const loss = checkDailyLoss(view, figures)
  if (!loss.passed && loss.code === 'daily-loss') {
    tripSafeMode(tick, { reason: 'daily-loss', detail: loss.reason })
  }
}
