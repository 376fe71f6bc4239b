import { add, type Money, max, min, ZERO } from '../domain/money.ts'
import type { Trade } from '../domain/trade.ts'

/** What a list of trades earned. Ratios that have no meaning yet (no trade, no loss) are absent. */
export interface TradeStatistics {
  readonly trades: number
  readonly wins: number
  readonly losses: number
  readonly pnl: Money
  readonly winRatePct?: number
  /** Gross win ÷ gross loss. */
  readonly profitFactor?: number
  readonly best?: Money
  readonly worst?: Money
  /** Largest fall of the running P&L from its high, in dollars. */
  readonly drawdown: Money
}

/** Sums up closed trades, oldest first. */
export function tradeStatistics(trades: readonly Trade[]): TradeStatistics {
  const results = trades.map((trade) => trade.pnl)
  const won = results.filter((pnl) => pnl > 0)
  const lost = results.filter((pnl) => pnl < 0)
  const [first, ...rest] = results
  return {
    trades: results.length,
    wins: won.length,
    losses: lost.length,
    pnl: add(...results),
    drawdown: drawdown(results),
    ...(results.length > 0 && { winRatePct: (won.length / results.length) * 100 }),
    ...(lost.length > 0 && { profitFactor: add(...won) / -add(...lost) }),
    ...(first !== undefined && { best: max(first, ...rest), worst: min(first, ...rest) }),
  }
}

function drawdown(results: readonly Money[]): Money {
  let equity = 0
  let high = 0
  let deepest = 0
  for (const pnl of results) {
    equity += pnl
    high = Math.max(high, equity)
    deepest = Math.max(deepest, high - equity)
  }
  return (deepest || ZERO) as Money
}
