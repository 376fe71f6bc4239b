import type { Account } from './check-input.ts'
import { drawdownCurve } from './drawdown-curve.ts'

/** The deepest falls below the highest session end before them. */
interface Drawdown {
  readonly pct: number
  /** The deepest in USD, which after a change of size is not always the deepest in percent. */
  readonly usd: number
  /** Of the deepest in percent: from its high until the high was reached again, or until the end. */
  readonly sessions: number
}

/** Measures depth from the highs of session ends, the start among them, to the lowest within each later session. */
export function maxDrawdown({ startUsd, equity }: Account): Drawdown {
  const falls = drawdownCurve(equity, startUsd).map(({ lowPct }) => lowPct)
  const pct = falls.reduce((deepest, fall) => Math.max(deepest, fall), 0)
  const ends = [startUsd, ...equity.map(({ equityUsd }) => equityUsd)]
  return {
    pct,
    usd: deepestUsd({ startUsd, equity }),
    sessions: pct === 0 ? 0 : sessionsUnder(ends, falls.indexOf(pct)),
  }
}

function deepestUsd({ startUsd, equity }: Account): number {
  let high = startUsd
  let deepest = 0
  for (const { equityUsd, lowUsd } of equity) {
    deepest = Math.max(deepest, high - Math.min(lowUsd, equityUsd))
    high = Math.max(high, equityUsd)
  }
  return deepest
}

/** `ends` begins with the start, so that session 0 is its element 1. */
function sessionsUnder(ends: readonly number[], session: number): number {
  const before = ends.slice(0, session + 1)
  const high = before.reduce((highest, end) => Math.max(highest, end), 0)
  const from = before.lastIndexOf(high)
  const back = ends.findIndex((end, index) => index > session && end >= high)
  return (back === -1 ? ends.length - 1 : back) - from
}
