import type { Money } from '../domain/money.ts'
import type { Position, StopKind } from '../domain/position.ts'
import type { ExitReason } from '../domain/trade.ts'
import { entryPrice } from '../ledger/position-book.ts'
import { type EpochMs, MINUTE_MS } from '../time/instant.ts'
import { breakevenStop } from './breakeven.ts'
import type { ExitRules } from './exit-rules.ts'
import { trailingStop } from './trailing-stop.ts'

/** What is known about a position at one look. */
export interface ExitLook {
  /** Already widened by the price of this look (`observePrice`). */
  readonly position: Position
  /** Last trade. */
  readonly price: Money
  readonly now: EpochMs
  readonly closeAt: EpochMs
}

export type ExitDecision =
  | { readonly kind: 'hold' }
  | { readonly kind: 'move-stop'; readonly stop: Money; readonly stopKind: StopKind }
  | { readonly kind: 'exit'; readonly reason: ExitReason }

type Check = (look: ExitLook, rules: ExitRules) => ExitDecision | undefined

/** The order of the spec (§10), but that leaving before the close comes before raising a stop that nobody will need. */
const CHECKS: readonly Check[] = [alreadyLeaving, hardStop, takeProfit, timeLimit, endOfDay, raisedStop]

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
}

/** A price that recovers does not call back an exit that was decided. */
function alreadyLeaving({ position }: ExitLook): ExitDecision | undefined {
  return position.exiting && { kind: 'exit', reason: position.exiting.reason }
}

function hardStop({ position, price }: ExitLook): ExitDecision | undefined {
  return price <= position.stop ? { kind: 'exit', reason: STOP_REASONS[position.stopKind] } : undefined
}

function takeProfit({ position, price }: ExitLook): ExitDecision | undefined {
  return price >= position.plan.target ? { kind: 'exit', reason: 'TAKE_PROFIT' } : undefined
}

function timeLimit({ position, now }: ExitLook, rules: ExitRules): ExitDecision | undefined {
  const held = now - position.openedAt
  return held >= rules.holdMinutesMax * MINUTE_MS ? { kind: 'exit', reason: 'TIME_LIMIT' } : undefined
}

function endOfDay({ now, closeAt }: ExitLook, rules: ExitRules): ExitDecision | undefined {
  const flattenAt = closeAt - rules.flattenMinutesBeforeClose * MINUTE_MS
  return now >= flattenAt ? { kind: 'exit', reason: 'END_OF_DAY' } : undefined
}

/** The highest stop any rule grants; a stop never falls. */
function raisedStop({ position }: ExitLook, rules: ExitRules): ExitDecision | undefined {
  const breakeven = breakevenStop({ entry: entryPrice(position), highWater: position.highWater }, rules)
  const trailing = trailingStop(
    { entry: entryPrice(position), highWater: position.highWater, stop: position.stop },
    rules,
  )
  if (trailing !== undefined && trailing > position.stop && trailing >= (breakeven ?? 0)) {
    return { kind: 'move-stop', stop: trailing, stopKind: 'trailing' }
  }
  if (breakeven !== undefined && breakeven > position.stop) {
    return { kind: 'move-stop', stop: breakeven, stopKind: 'breakeven' }
  }
  return undefined
}
