import { add, divide, type Money, max, min } from '../domain/money.ts'
import type { Trade } from '../domain/trade.ts'
import { type Streaks, streaksOf } from './streaks.ts'

/** What a list of trades earned. Figures that have no meaning yet (no trade, no win, no loss) are absent. */
export interface TradeStatistics {
  readonly trades: number
  readonly wins: number
  readonly losses: number
  readonly pnl: Money
  readonly winRatePct?: number
  /** Gross win ÷ gross loss. */
  readonly profitFactor?: number
  /** Mean P&L of a trade. */
  readonly expectancy?: Money
  readonly averageWin?: Money
  /** Below zero. */
  readonly averageLoss?: Money
  readonly best?: Money
  readonly worst?: Money
  /** Largest fall of the running P&L from its high, in dollars. */
  readonly drawdown: Money
  readonly streaks: Streaks
}

/** Sums up closed trades, oldest first. */
export function tradeStatistics(trades: readonly Pick<Trade, 'pnl'>[]): TradeStatistics {
  const results = trades.map((trade) => trade.pnl)
  const won = results.filter((pnl) => pnl > 0)
  const lost = results.filter((pnl) => pnl < 0)
  return {
    trades: results.length,
    wins: won.length,
    losses: lost.length,
    pnl: add(...results),
    drawdown: drawdown(results),
    streaks: streaksOf(results),
    ...(won.length > 0 && { averageWin: mean(won) }),
    ...(lost.length > 0 && { averageLoss: mean(lost), profitFactor: add(...won) / -add(...lost) }),
    ...ofAny(results, won),
  }
}

/** What can be said as soon as there is one trade. */
function ofAny(
  results: readonly Money[],
  won: readonly Money[],
): Pick<TradeStatistics, 'winRatePct' | 'expectancy' | 'best' | 'worst'> {
  const [first, ...rest] = results
  if (first === undefined) return {}
  return {
    winRatePct: (won.length / results.length) * 100,
    expectancy: mean(results),
    best: max(first, ...rest),
    worst: min(first, ...rest),
  }
}

function mean(results: readonly Money[]): Money {
  return divide(add(...results), results.length, 'nearest')
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
  return deepest as Money
}
