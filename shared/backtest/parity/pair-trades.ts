import type { Trade } from '../../domain/trade.ts'
import { MINUTE_MS } from '../../time/instant.ts'

/** Two scans and a bit: later than that it is another entry. */
const SAME_ENTRY_MS = 5 * MINUTE_MS

/** A trade of the live day and its counterpart in the backtest; one of them may be missing. */
export type TradePair =
  | { readonly live: Trade; readonly tested: Trade }
  | { readonly live: Trade; readonly tested?: undefined }
  | { readonly live?: undefined; readonly tested: Trade }

/**
 * Puts each trade of both sides into one pair: of the same symbol, entered within five minutes of each other, else held at
 * the same time, else alone.
 */
export function pairTrades(live: readonly Trade[], tested: readonly Trade[]): readonly TradePair[] {
  const free = new Set(byEntry(live))
  const pairs = new Map<Trade, Trade>()
  for (const fits of [isSameEntry, isHeldTogether])
    for (const mine of byEntry(tested)) {
      const theirs = pairs.has(mine) ? undefined : [...free].find((each) => fits(each, mine))
      if (!theirs) continue
      free.delete(theirs)
      pairs.set(mine, theirs)
    }
  return [
    ...tested.map((each) => pairOf(each, pairs.get(each))),
    ...[...free].map((each) => ({ live: each })),
  ]
}

function pairOf(tested: Trade, live: Trade | undefined): TradePair {
  return live ? { live, tested } : { tested }
}

function byEntry(trades: readonly Trade[]): readonly Trade[] {
  return trades.toSorted((one, other) => one.entryTime - other.entryTime)
}

function isSameEntry(one: Trade, other: Trade): boolean {
  return one.symbol === other.symbol && Math.abs(one.entryTime - other.entryTime) <= SAME_ENTRY_MS
}

function isHeldTogether(one: Trade, other: Trade): boolean {
  return one.symbol === other.symbol && one.entryTime < other.exitTime && other.entryTime < one.exitTime
}
