import type { Account } from './check-input.ts'

/** How far a session was below the highest end of the sessions before it, or the start; percent of that high, 0 or more. */
export interface DrawdownPoint {
  readonly date: string
  /** The end of the session. */
  readonly endPct: number
  /** The lowest within the session; the largest of a run is its `maxDrawdownPct`. */
  readonly lowPct: number
}

/** How far the account was below its high at each session. */
export function drawdownCurve(equity: Account['equity'], startUsd: number): readonly DrawdownPoint[] {
  let high = startUsd
  return equity.map(({ date, equityUsd, lowUsd }) => {
    const lowPct = belowPct(Math.min(lowUsd, equityUsd), high)
    high = Math.max(high, equityUsd)
    return { date, endPct: belowPct(equityUsd, high), lowPct }
  })
}

function belowPct(amount: number, high: number): number {
  return Math.max(0, (1 - amount / high) * 100)
}
