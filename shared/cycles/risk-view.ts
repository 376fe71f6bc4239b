import { needsArming } from '../config/needs-arming.ts'
import type { AccountBalance } from '../domain/account.ts'
import type { Ticker } from '../domain/ids.ts'
import type { Money } from '../domain/money.ts'
import { accountFigures } from '../risk/account-figures.ts'
import type { RiskView } from '../risk/risk-view.ts'
import type { ExchangeDate } from '../time/instant.ts'
import { previousOpenDay } from '../time/market-calendar.ts'
import { noteEquity } from './note-equity.ts'
import { compareHoldings } from './reconcile.ts'
import { takeReports } from './settle-orders.ts'
import type { Tick } from './tick.ts'

/**
 * Reads the account for the risk gate: what it may spend and what it holds. What the look shows is remembered
 * (equity, deposits) and may put safe mode on: books that don't agree with the broker's, a drawdown, a day's
 * loss.
 */
export async function readRiskView(tick: Tick, prices: ReadonlyMap<Ticker, Money>): Promise<RiskView> {
  const { broker } = tick.world
  const [balance, holdings] = await Promise.all([broker.balance(), broker.holdings()])
  const before = tick.state.risk.cashMoved
  // Orders are read last: a fill between the two reads is then in our books before they are compared.
  await takeReports(tick)
  compareHoldings(tick, holdings)
  const figures = accountFigures(viewOf(tick, balance, prices))
  const isOfOneMoment = tick.state.risk.cashMoved === before
  if (!('code' in figures) && isOfOneMoment) noteEquity(tick, { ...figures, cash: balance.cash })
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
    mustBeArmed: needsArming(config),
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
