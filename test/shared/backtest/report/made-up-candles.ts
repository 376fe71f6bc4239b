import type { BacktestTrade, TradeCandles } from '../../../../shared/backtest/result/backtest-result.ts'
import { MINUTE_MS } from '../../../../shared/time/instant.ts'
import { cents } from './made-up-chance.ts'

/** A walk from some bars before the entry to some after the exit, through both prices. */
export function madeUpCandles({ id, ...trade }: BacktestTrade, next: () => number): TradeCandles {
  const length = 20 + trade.minutesHeld + 15
  const walk = [
    ...walkTo(20, trade.entryPrice * 0.994, trade.entryPrice),
    ...walkTo(length - 20, trade.entryPrice, trade.exitPrice),
  ]
  let open = walk[0]!
  const bars = walk.map((target, index) => {
    const close = cents(target * (1 + (next() - 0.5) * 0.002))
    const bar = {
      time: trade.entryTime + (index - 20) * MINUTE_MS,
      open: cents(open),
      high: cents(Math.max(open, close) * (1 + next() * 0.001)),
      low: cents(Math.min(open, close) * (1 - next() * 0.001)),
      close,
      volume: Math.floor(20_000 + 60_000 * next() ** 3),
    }
    open = close
    return bar
  })
  const later = trade.entryTime + Math.floor(trade.minutesHeld / 2) * MINUTE_MS
  const stops = [
    { time: trade.entryTime, price: cents(trade.entryPrice * 0.985) },
    { time: later, price: cents(trade.entryPrice * 0.992) },
  ]
  return { tradeId: id, minutesABar: 1, bars, stops }
}

function walkTo(length: number, from: number, to: number): readonly number[] {
  return Array.from({ length }, (_, index) => {
    const share = index / Math.max(1, length - 1)
    return from + (to - from) * share + Math.sin(share * 9) * from * 0.0025
  })
}
