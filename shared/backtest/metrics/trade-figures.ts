import { add, type Money, moneyFromNumber, toNumber } from '../../domain/money.ts'
import { tradeStatistics } from '../../ledger/statistics.ts'
import type { BacktestTrade } from '../result/backtest-result.ts'
import { mean } from './moments.ts'
import { presentFigures } from './present-figures.ts'
import { sqn } from './sqn.ts'

/** What the closed trades say, oldest first; sums are exact. Slippage counts where it is known. */
export function tradeFigures(trades: readonly BacktestTrade[]) {
  const results = trades.map(({ pnl }) => moneyFromNumber(pnl))
  const { wins, losses, streaks, ...statistics } = tradeStatistics(results.map((pnl) => ({ pnl })))
  return {
    trades: trades.length,
    wins,
    losses,
    longestWinStreak: streaks.longestWin,
    longestLossStreak: streaks.longestLoss,
    feesUsd: sumUsd(trades.map(({ fees }) => fees)),
    slippageUsd: sumUsd(trades.map(({ slippageUsd }) => slippageUsd ?? 0)),
    ...presentFigures({
      winRatePct: statistics.winRatePct,
      profitFactor: statistics.profitFactor,
      expectancyUsd: usd(statistics.expectancy),
      averageWinUsd: usd(statistics.averageWin),
      averageLossUsd: usd(statistics.averageLoss),
      bestUsd: usd(statistics.best),
      worstUsd: usd(statistics.worst),
      sqn: sqn(results),
      averageMinutesHeld: mean(trades.map(({ minutesHeld }) => minutesHeld)),
      maePct: mean(trades.map(({ adversePct }) => adversePct)),
      mfePct: mean(trades.map(({ favourablePct }) => favourablePct)),
    }),
  }
}

function usd(amount: Money | undefined): number | undefined {
  return amount === undefined ? undefined : toNumber(amount)
}

function sumUsd(amounts: readonly number[]): number {
  return toNumber(add(...amounts.map((amount) => moneyFromNumber(amount))))
}
