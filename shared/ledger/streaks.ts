import type { Money } from '../domain/money.ts'

/** Trades won or lost in a row; a trade that ended where it began ends both kinds. */
export interface Streaks {
  readonly longestWin: number
  readonly longestLoss: number
  /** Up to the latest trade; at most one of the two is above 0. */
  readonly currentWin: number
  readonly currentLoss: number
}

const NONE: Streaks = { longestWin: 0, longestLoss: 0, currentWin: 0, currentLoss: 0 }

/** Counts the streaks in the results of closed trades, oldest first. */
export function streaksOf(results: readonly Money[]): Streaks {
  return results.reduce(withResult, NONE)
}

function withResult(streaks: Streaks, pnl: Money): Streaks {
  const currentWin = pnl > 0 ? streaks.currentWin + 1 : 0
  const currentLoss = pnl < 0 ? streaks.currentLoss + 1 : 0
  return {
    currentWin,
    currentLoss,
    longestWin: Math.max(streaks.longestWin, currentWin),
    longestLoss: Math.max(streaks.longestLoss, currentLoss),
  }
}
