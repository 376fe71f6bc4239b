import type { AccountBalance } from '../domain/account.ts'
import type { Ticker } from '../domain/ids.ts'
import type { Money } from '../domain/money.ts'
import { type AccountFigures, accountFigures } from '../risk/account-figures.ts'
import { checkDailyLoss } from '../risk/check-daily-loss.ts'
import { checkDrawdown } from '../risk/check-drawdown.ts'
import { observeEquity } from '../risk/equity.ts'
import { reconcileHoldings } from '../risk/reconcile-holdings.ts'
import type { RiskView } from '../risk/risk-view.ts'
import type { ExchangeDate } from '../time/instant.ts'
import { previousOpenDay } from '../time/market-calendar.ts'
import { applySafeMode, tripSafeMode } from './safe-mode.ts'
import type { Tick } from './tick.ts'

/**
 * Reads the account for the risk gate: what it may spend and what it holds. What the look shows is remembered
 * (equity, deposits) and may put safe mode on: books that don't agree with the broker's, a drawdown, a day's
 * loss.
 */
export async function readRiskView(tick: Tick, prices: ReadonlyMap<Ticker, Money>): Promise<RiskView> {
  const { broker } = tick.world
  const [balance, holdings] = await Promise.all([broker.balance(), broker.holdings()])
  for (const problem of reconcileHoldings(tick.state, holdings)) tripSafeMode(tick, problem)
  const figures = accountFigures(viewOf(tick, balance, prices))
  if (!('code' in figures)) {
    noteEquity(tick, balance, figures)
    tripOnLosses(tick, viewOf(tick, balance, prices), figures)
  }
  return viewOf(tick, balance, prices)
}

function viewOf(tick: Tick, balance: AccountBalance, prices: RiskView['prices']): RiskView {
  const { config, instruments } = tick.world
  return {
    state: tick.state,
    balance,
    prices,
    leverages: new Map(instruments.map(({ symbol, leverage }) => [symbol, leverage])),
    style: config.style,
    rules: config.risk,
    now: tick.now,
    fiveDaysFrom: fourDaysBefore(tick),
  }
}

function fourDaysBefore({ date, world }: Tick): ExchangeDate {
  let first = date
  for (let day = 0; day < 4; day += 1) first = previousOpenDay(first, world.calendar)
  return first
}

function noteEquity(tick: Tick, { cash }: AccountBalance, { portfolioValue: equity }: AccountFigures): void {
  if (Object.keys(tick.state.orders).length > 0) return
  const risk = observeEquity(tick.state.risk, { cash, equity })
  tick.state = { ...tick.state, risk }
  if (risk.equity) applySafeMode(tick, { kind: 'equity', equity, highWater: risk.equity.highWater })
}

function tripOnLosses(tick: Tick, view: RiskView, figures: AccountFigures): void {
  const drawdown = checkDrawdown(view, figures)
  if (!drawdown.passed) tripSafeMode(tick, { reason: 'drawdown', detail: drawdown.reason })
  const loss = checkDailyLoss(view, figures)
  if (!loss.passed && loss.code === 'daily-loss') {
    tripSafeMode(tick, { reason: 'daily-loss', detail: loss.reason })
  }
}
