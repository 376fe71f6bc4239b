import type { Ticker } from '../../domain/ids.ts'
import type { Money } from '../../domain/money.ts'
import type { Trade } from '../../domain/trade.ts'
import { exchangeDate } from '../../time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS } from '../../time/instant.ts'
import type { RecordedFill, RecordedTrade, RunRecord } from '../audit/run-record.ts'
import type { BarSeries } from '../bars/bar-series.ts'
import { seriesOfBars } from '../bars/series-of-bars.ts'
import { type BacktestMarket, intradayOf } from '../market/backtest-market.ts'
import type { BacktestRun } from './run-backtest.ts'
import type { BacktestSetup } from './setup.ts'

/** The run as its audit sees it: with the bars of every symbol and date on which something traded, and no others. */
export function runRecordOf(setup: BacktestSetup, run: BacktestRun): RunRecord {
  const { startCash, costs, market } = setup
  const fillsBySymbol = Map.groupBy(run.fills, ({ symbol }) => symbol)
  return {
    startCash,
    costs,
    series: [...fillsBySymbol].flatMap(([symbol, fills]) => seriesOf(market, symbol, fills) ?? []),
    orders: run.orders,
    fills: run.fills,
    trades: run.trades.map((trade) => recordedTrade(trade, fillsBySymbol.get(trade.symbol) ?? [])),
    marks: marksOf(run),
  }
}

/** Of the dates whose bars are in the record; on the others nothing happened. */
function marksOf({ marks, fills }: BacktestRun): RunRecord['marks'] {
  const dates = new Set(fills.map(({ time }) => exchangeDate(time)))
  return marks.filter(({ time }) => dates.has(exchangeDate(time)))
}

/** Recordings by the second are left out: the audit knows the path within a minute only. */
function seriesOf(
  market: BacktestMarket,
  symbol: Ticker,
  fills: readonly RecordedFill[],
): BarSeries | undefined {
  const dates = [...new Set(fills.map(({ time }) => exchangeDate(time)))].sort()
  const bars = dates.flatMap((date: ExchangeDate) => {
    const intraday = intradayOf(market.day(symbol, date))
    return intraday?.intervalMs === MINUTE_MS ? intraday.bars : []
  })
  return bars.length === 0 ? undefined : seriesOfBars(symbol, 'minute', bars)
}

/**
 * The books learn of a fill when they look, and of an order that filled in parts they know the mean price: the record
 * has the moment of the fill, and says how far the mean may be off.
 */
function recordedTrade(
  { symbol, quantity, entryTime, exitTime, pnl }: Trade,
  fills: readonly RecordedFill[],
): RecordedTrade {
  const within = fills.filter(({ time }) => time <= exitTime)
  const sold = within.findLast(({ side }) => side === 'SELL')
  const rounding = { pnlWithin: quantity as Money }
  return { symbol, quantity, entryTime, exitTime: (sold?.time ?? exitTime) as EpochMs, pnl, ...rounding }
}
