import type { Money } from '../domain/money.ts'
import type { ExitWatch, Position } from '../domain/position.ts'
import { entryPrice, observePrice } from '../ledger/position-book.ts'
import type { EpochMs } from '../time/instant.ts'
import type { ExitRules } from './exit-rules.ts'
import type { HeldMarket } from './held-market.ts'
import { quietSince } from './low-volume.ts'
import { looksWeak } from './weak-rsi.ts'

/** One believed price of a held symbol. */
export interface SeenPrice {
  readonly price: Money
  readonly quoteTime: EpochMs
  readonly now: EpochMs
  /** What was remembered before this moment belongs to another day. */
  readonly openAt: EpochMs
  readonly market: HeldMarket
}

/** The position after a look: a wider range, and what the next look has to know. */
export function observe(held: Position, seen: SeenPrice, rules: ExitRules): Position {
  const { doubtedJump: _, ...position } = observePrice(held, seen.price)
  return { ...position, watch: nextWatch(position, seen, rules) }
}

/** What the last look of this session remembers; absent before the first. */
export function watchOfToday({ watch }: Position, openAt: EpochMs): ExitWatch | undefined {
  return watch && watch.quoteTime >= openAt ? watch : undefined
}

function nextWatch(position: Position, seen: SeenPrice, rules: ExitRules): ExitWatch {
  const { price, quoteTime, market } = seen
  const before = watchOfToday(position, seen.openAt)
  const quiet = quietSince(before?.quietSince, { volumeRatio: market.volumeRatio, now: seen.now }, rules)
  return {
    price,
    quoteTime,
    weakRsiLooks: weakRsiLooks(position, before, seen, rules),
    ...(quiet !== undefined && { quietSince: quiet }),
  }
}

/** The same quote seen again is no second observation. */
function weakRsiLooks(
  position: Position,
  before: ExitWatch | undefined,
  { price, quoteTime, market: { rsi14FiveMinute } }: SeenPrice,
  rules: ExitRules,
): number {
  const looks = before?.weakRsiLooks ?? 0
  if (!looksWeak({ entry: entryPrice(position), price, rsi14FiveMinute }, rules)) return 0
  return before && quoteTime <= before.quoteTime ? looks : looks + 1
}
