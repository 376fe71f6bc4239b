import type { BacktestTrade, EquityPoint } from '../../../../shared/backtest/result/backtest-result.ts'

const FIRST_DAY = Date.UTC(2025, 0, 2)
const DAY_MS = 86_400_000

/** Sessions on consecutive dates that end with these amounts; a session's low is its end unless stated. */
export function sessions(ends: readonly number[], lows: readonly number[] = []): readonly EquityPoint[] {
  return ends.map((equityUsd, index) => ({
    date: new Date(FIRST_DAY + index * DAY_MS).toISOString().slice(0, 10),
    equityUsd,
    lowUsd: lows[index] ?? equityUsd,
    exposurePct: 0,
    tradedUsd: 0,
  }))
}

/** Sessions that return these fractions of 100,000 USD, not settled on 1/10,000 USD. */
export function sessionsReturning(returns: readonly number[]): readonly EquityPoint[] {
  let end = 100_000
  return sessions(
    returns.map((gained) => {
      end *= 1 + gained
      return end
    }),
  )
}

/** A trade of one share that earned an amount. */
export function trade(pnl: number, change: Partial<BacktestTrade> = {}): BacktestTrade {
  return {
    id: 'T1',
    symbol: 'TQQQ',
    quantity: 1,
    entryTime: Date.UTC(2025, 0, 2, 15, 0),
    exitTime: Date.UTC(2025, 0, 2, 15, 30),
    entryPrice: 50,
    exitPrice: 50 + pnl,
    fees: 0,
    pnl,
    pnlPct: pnl * 2,
    reason: 'TRAILING_STOP',
    strategies: ['orb-breakout'],
    favourablePct: 0,
    adversePct: 0,
    minutesHeld: 30,
    ...change,
  }
}
