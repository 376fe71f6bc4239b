import type { Cover, Position } from '../domain/position.ts'
import { openQuantity } from '../ledger/position-book.ts'
import type { EpochMs } from '../time/instant.ts'
import { isResting, type OrderRecord, remainingQuantity } from './order-record.ts'

/** All naked time up to now. */
export function nakedMs({ nakedSince, nakedMs: over }: Cover, now: EpochMs): number {
  return over + currentNakedMs({ ...(nakedSince !== undefined && { nakedSince }), nakedMs: over }, now)
}

/** How long the position has been naked without a break, 0 while it is covered. */
export function currentNakedMs({ nakedSince }: Cover, now: EpochMs): number {
  return nakedSince === undefined ? 0 : Math.max(0, now - nakedSince)
}

/** The position with its cover as the orders now say. */
export function withCover(
  position: Position,
  orders: Readonly<Record<string, OrderRecord>>,
  now: EpochMs,
): Position {
  const { cover } = position
  const covered = isCovered(position, orders)
  if (covered === (cover.nakedSince === undefined)) return position
  if (!covered) return { ...position, cover: { ...cover, nakedSince: now } }
  const { nakedSince: _, ...rest } = cover
  return { ...position, cover: { ...rest, nakedMs: nakedMs(cover, now) } }
}

/** Whether a stop for all of its shares rests at the broker. */
export function isCovered(position: Position, orders: Readonly<Record<string, OrderRecord>>): boolean {
  const stop = Object.values(orders).find(
    ({ symbol, purpose }) => symbol === position.symbol && purpose.kind === 'stop',
  )
  return stop !== undefined && isResting(stop) && remainingQuantity(stop) === openQuantity(position)
}
