import type { Money } from '../domain/money.ts'
import type { Position, StopKind } from '../domain/position.ts'
import type { ExitReason } from '../domain/trade.ts'
import { entryPrice } from '../ledger/position-book.ts'
import { type EpochMs, MINUTE_MS } from '../time/instant.ts'
import type { ExitRules } from './exit-rules.ts'
import type { HeldMarket } from './held-market.ts'
import { isAsleep } from './low-volume.ts'
import { partTaken } from './partial-exit.ts'
import { raisedStop } from './raised-stop.ts'
import type { SurgeLevel } from './selling-surge.ts'
import { isWeak } from './weak-rsi.ts'

/** What is known about a position at one look. */
export interface ExitLook {
  /** With the price of this look already taken in (`observe`). */
  readonly position: Position
  /** Last trade. */
  readonly price: Money
  readonly now: EpochMs
  readonly closeAt: EpochMs
  readonly market: HeldMarket
}

export type ExitDecision =
  | { readonly kind: 'hold' }
  | {
      readonly kind: 'move-stop'
      readonly stop: Money
      readonly stopKind: StopKind
      /** Set when a surge of selling moved it. */
      readonly surge?: SurgeLevel
    }
  | { readonly kind: 'exit'; readonly reason: ExitReason }

type Check = (look: ExitLook, rules: ExitRules) => ExitDecision | undefined

/**
 * The order of the spec (§10), but that leaving before the close comes before raising a stop that nobody will need.
 * Breakeven, trail and selling surge share the last check: the highest of their stops counts.
 */
const CHECKS: readonly Check[] = [
  alreadyLeaving,
  hardStop,
  takeProfit,
  weakRsi,
  timeLimit,
  lowVolume,
  endOfDay,
  raiseStop,
]

/** Decides what to do with one position: hold it, raise its stop, or leave. */
export function decideExit(look: ExitLook, rules: ExitRules): ExitDecision {
  for (const check of CHECKS) {
    const decision = check(look, rules)
    if (decision) return decision
  }
  return { kind: 'hold' }
}

const STOP_REASONS: Readonly<Record<StopKind, ExitReason>> = {
  initial: 'STOP_LOSS',
  breakeven: 'BREAKEVEN_STOP',
  trailing: 'TRAILING_STOP',
  surge: 'SELLING_SURGE',
}

/** A price that recovers does not call back an exit that was decided. */
function alreadyLeaving({ position }: ExitLook): ExitDecision | undefined {
  return position.exiting && leave(position.exiting.reason)
}

function hardStop({ position, price }: ExitLook): ExitDecision | undefined {
  return price <= position.stop ? leave(STOP_REASONS[position.stopKind]) : undefined
}

/** Once a part was taken at a profit, the rest is left to the trailing stop (spec §10: partial). */
function takeProfit({ position, price }: ExitLook, rules: ExitRules): ExitDecision | undefined {
  const reached = price >= position.plan.target && !partTaken(position, rules)
  return reached ? leave('TAKE_PROFIT') : undefined
}

function weakRsi({ position }: ExitLook, rules: ExitRules): ExitDecision | undefined {
  return isWeak(position.watch, rules) ? leave('RSI_WEAKNESS') : undefined
}

function timeLimit({ position, now }: ExitLook, rules: ExitRules): ExitDecision | undefined {
  const held = now - position.openedAt
  return held >= rules.holdMinutesMax * MINUTE_MS ? leave('TIME_LIMIT') : undefined
}

function lowVolume({ position, price, now }: ExitLook, rules: ExitRules): ExitDecision | undefined {
  const { openedAt, watch } = position
  const seen = { entry: entryPrice(position), price, openedAt, now, quietSince: watch?.quietSince }
  return isAsleep(seen, rules) ? leave('LOW_VOLUME') : undefined
}

function endOfDay({ now, closeAt }: ExitLook, rules: ExitRules): ExitDecision | undefined {
  const flattenAt = closeAt - rules.flattenMinutesBeforeClose * MINUTE_MS
  return now >= flattenAt ? leave('END_OF_DAY') : undefined
}

/** A stop that is raised to the price or above it has been hit. */
function raiseStop(look: ExitLook, rules: ExitRules): ExitDecision | undefined {
  const raised = raisedStop(look, rules)
  if (!raised) return undefined
  return look.price <= raised.stop ? leave(STOP_REASONS[raised.stopKind]) : { kind: 'move-stop', ...raised }
}

function leave(reason: ExitReason): ExitDecision {
  return { kind: 'exit', reason }
}
