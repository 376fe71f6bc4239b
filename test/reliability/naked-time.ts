import type { ExchangeOrder } from '../../local/simulator/exchange/exchange-order.ts'
import { parseConfig } from '../../shared/config/config.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../shared/time/instant.ts'
import { type Moment, timelines } from './order-timeline.ts'

/** One position at the broker from its first share to its last, and its longest time without a stop for all shares. */
export interface HeldTime {
  readonly symbol: Ticker
  readonly from: EpochMs
  readonly to: EpochMs
  readonly longestNaked: { readonly from: EpochMs; readonly to: EpochMs }
}

/** The positions that the broker's own record of its orders shows; one that is still held ends at `end`. */
export function heldTimes(orders: readonly ExchangeOrder[], end: EpochMs): readonly HeldTime[] {
  return [...timelines(orders)].flatMap(([symbol, moments]) =>
    positions(moments, end).map((position) => ({ symbol, ...position })),
  )
}

function positions(moments: readonly Moment[], end: EpochMs): readonly Omit<HeldTime, 'symbol'>[] {
  const found: Omit<HeldTime, 'symbol'>[] = []
  let open: { from: EpochMs; nakedSince: EpochMs | undefined; longest: Span } | undefined
  const cover = (at: EpochMs) => {
    if (open?.nakedSince === undefined) return
    open.longest = longer(open.longest, { from: open.nakedSince, to: at })
    open.nakedSince = undefined
  }
  const close = (at: EpochMs) => {
    cover(at)
    if (open) found.push({ from: open.from, to: at, longestNaked: open.longest })
    open = undefined
  }
  for (const { at, anew, held, stopped } of moments) {
    if (anew) close(at)
    if (held > 0) {
      open ??= { from: at, nakedSince: undefined, longest: { from: at, to: at } }
      if (stopped >= held) cover(at)
      else open.nakedSince ??= at
    }
  }
  close(end)
  return found
}

type Span = HeldTime['longestNaked']

function longer(first: Span, second: Span): Span {
  return second.to - second.from > first.to - first.from ? second : first
}

/** The monitor looks every minute. */
const TICK_MS = MINUTE_MS
/** How long a run may follow its orders up, and how long it waits for an account that another run holds. */
const WORK_MS = 20 * SECOND_MS
const PATIENCE_MS = 15 * SECOND_MS
/** How long a stop that was marked as sent when its run ended is waited for before another one is sent. */
const DOUBT_MS = parseConfig({}).execution.absenceSeconds * SECOND_MS

/**
 * How long a position may be without its stop when the system is killed so often meanwhile. Without a kill: a fill just
 * after a look waits for the next one. Each kill costs one look more, since what it held of the account (50 s) is free
 * again before the look after it, and where it leaves the stop in doubt, the time until that is over.
 */
export function nakedMsMax(kills: number): number {
  return (TICK_MS + DOUBT_MS) * kills + TICK_MS + PATIENCE_MS + WORK_MS
}

/** How many of the kills can have kept this stretch from ending: those of the look before it, or within it. */
export function killsWithin({ from, to }: Span, kills: readonly EpochMs[]): number {
  return kills.filter((at) => at > from - TICK_MS && at <= to).length
}
