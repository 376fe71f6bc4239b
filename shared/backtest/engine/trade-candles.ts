import type { Bar } from '../../domain/bar.ts'
import { toNumber } from '../../domain/money.ts'
import type { Trade } from '../../domain/trade.ts'
import { exchangeDate } from '../../time/exchange-time.ts'
import { MINUTE_MS } from '../../time/instant.ts'
import { type BacktestMarket, intradayOf } from '../market/backtest-market.ts'
import type { TradeCandles } from '../result/backtest-result.ts'
import type { BacktestRun } from './run-backtest.ts'

const BEST_AND_WORST = 4
const OTHERS = 4
const MARGIN_MINUTES = 30
const BARS_MAX = 120

/** Pictures for the trades that teach most: the best, the worst, and some that are spread over the run. */
export function tradeCandles(run: BacktestRun, market: BacktestMarket): readonly TradeCandles[] {
  return chosenTrades(run.trades).flatMap((trade) => candlesOf(trade, run, market) ?? [])
}

function chosenTrades(trades: readonly Trade[]): readonly Trade[] {
  const byPnl = trades.toSorted((one, other) => other.pnl - one.pnl)
  const step = Math.max(1, Math.floor(trades.length / OTHERS))
  const spread = trades.filter((_, index) => index % step === 0).slice(0, OTHERS)
  const chosen = new Set([...byPnl.slice(0, BEST_AND_WORST), ...byPnl.slice(-BEST_AND_WORST), ...spread])
  return [...chosen].sort((one, other) => one.entryTime - other.entryTime)
}

function candlesOf(trade: Trade, { stops }: BacktestRun, market: BacktestMarket): TradeCandles | undefined {
  const intraday = intradayOf(market.day(trade.symbol, exchangeDate(trade.entryTime)))
  if (!intraday) return undefined
  const from = trade.entryTime - MARGIN_MINUTES * MINUTE_MS
  const to = trade.exitTime + MARGIN_MINUTES * MINUTE_MS
  const bars = intraday.bars.filter(({ time }) => time >= from && time <= to)
  const minutes = Math.max(1, Math.ceil((to - from) / MINUTE_MS / BARS_MAX))
  const moved = stops.get(trade.decisionId) ?? []
  return {
    tradeId: trade.tradeId,
    minutesABar: minutes,
    bars: joined(bars, minutes * MINUTE_MS),
    stops: moved
      .filter(({ time }) => time <= trade.exitTime)
      .map(({ time, price }) => ({ time, price: toNumber(price) })),
  }
}

function joined(bars: readonly Bar[], spanMs: number): TradeCandles['bars'] {
  const spans = Map.groupBy(bars, ({ time }) => time - (time % spanMs))
  return [...spans].map(([time, group]) => ({
    time,
    open: group[0]?.open ?? 0,
    high: Math.max(...group.map(({ high }) => high)),
    low: Math.min(...group.map(({ low }) => low)),
    close: group.at(-1)?.close ?? 0,
    volume: group.reduce((sum, { volume }) => sum + volume, 0),
  }))
}
