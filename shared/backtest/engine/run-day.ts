import type { Ticker } from '../../domain/ids.ts'
import { divide, type Money } from '../../domain/money.ts'
import type { Trade } from '../../domain/trade.ts'
import type { Learning } from '../../ledger/learning.ts'
import { newPaperAccount, type PaperAccount } from '../../paper/paper-account.ts'
import type { TradingState } from '../../state/trading-state.ts'
import { exchangeInstant } from '../../time/exchange-time.ts'
import type { OpenDay } from '../../time/market-calendar.ts'
import { VirtualClock } from '../../time/virtual-clock.ts'
import { BacktestBroker, type BrokerRecord } from '../broker/backtest-broker.ts'
import { NextBarFills } from '../broker/next-bar-fills.ts'
import { QuotedFills } from '../broker/quoted-fills.ts'
import type { SymbolSession } from '../market/symbol-session.ts'
import { BacktestDesk } from './backtest-desk.ts'
import { backtestWorld } from './backtest-world.ts'
import type { DaySymbols } from './day-symbols.ts'
import type { Decided } from './decided.ts'
import { EquityWatch, type SessionEquity } from './equity-watch.ts'
import type { Funnel } from './funnel.ts'
import { RunStore } from './run-store.ts'
import type { BacktestSetup } from './setup.ts'
import { TradingDay } from './trading-day.ts'

/** What one day hands to the next: enough to run it again, from there, to the same bytes. */
export interface Standing {
  /** Absent before the first day. */
  readonly state?: TradingState
  readonly account: PaperAccount
  readonly learning?: Learning
}

/** What one day came to. */
export interface DayRun {
  readonly after: Omit<Standing, 'learning'>
  readonly trades: readonly Trade[]
  readonly decided: readonly Decided[]
  readonly record: BrokerRecord
  readonly equity: SessionEquity
  /** Of each symbol with bars: its first price of the regular session and its last. */
  readonly prices: DaySymbols['prices']
  /** Bars of the day, of all symbols. */
  readonly bars: number
}

/** Where a backtest begins. */
export function firstStanding(startCash: Money): Standing {
  return { account: newPaperAccount(startCash) }
}

/** Runs one trading day from how things stood before it. The same day from the same standing gives the same bytes. */
export async function runDay(
  setup: BacktestSetup,
  day: OpenDay,
  { before, funnel }: { readonly before: Standing; readonly funnel: Funnel },
): Promise<DayRun> {
  const clock = new VirtualClock(exchangeInstant(day.date, 0))
  const store = new RunStore(before.learning)
  const sessionOf = (symbol: Ticker): SymbolSession | undefined => trading.symbols.get(symbol)?.session
  const fills =
    setup.fills === 'as-quoted' ? new QuotedFills(sessionOf) : new NextBarFills(sessionOf, setup.costs)
  const broker = new BacktestBroker({ clock, fills, account: before.account })
  const desk = new BacktestDesk(backtestWorld(setup, { clock, store, broker, sessionOf }), before.state)
  const equity = new EquityWatch(sessionOf, (symbol) => meanCost(broker.account, symbol))
  const trading = new TradingDay(day, {
    setup,
    desk,
    clock,
    funnel,
    minutePassed: (at) => equity.minutePassed(broker.account, at),
  })
  await trading.run()
  return {
    after: { state: desk.state, account: broker.account },
    trades: store.trades,
    decided: store.decided,
    record: broker.record,
    equity: equity.end(broker.account, day.closeAt),
    prices: trading.symbols.prices,
    bars: trading.symbols.bars,
  }
}

function meanCost({ holdings }: PaperAccount, symbol: Ticker): Money {
  const { cost, quantity } = holdings[symbol] ?? { cost: 0 as Money, quantity: 1 }
  return divide(cost, quantity, 'nearest')
}
