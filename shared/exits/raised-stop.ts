import type { Money } from '../domain/money.ts'
import type { Position, StopKind } from '../domain/position.ts'
import { entryPrice } from '../ledger/position-book.ts'
import type { EpochMs } from '../time/instant.ts'
import { breakevenStop } from './breakeven.ts'
import type { ExitRules } from './exit-rules.ts'
import type { HeldMarket } from './held-market.ts'
import { type SurgeLevel, surgeLevel, surgeStop } from './selling-surge.ts'
import { trailingStop } from './trailing-stop.ts'

/** A stop above the one a position has, and which rule grants it. */
export interface RaisedStop {
  readonly stop: Money
  readonly stopKind: StopKind
  /** Set when a surge of selling raised it. */
  readonly surge?: SurgeLevel
}

interface Look {
  readonly position: Position
  readonly price: Money
  readonly now: EpochMs
  readonly market: HeldMarket
}

/** The highest stop that any rule grants; absent unless it lies above the present one: a stop never falls. */
export function raisedStop(look: Look, rules: ExitRules): RaisedStop | undefined {
  return [trailing(look, rules), breakeven(look, rules), surge(look, rules)]
    .filter((raised) => raised !== undefined)
    .filter(({ stop }) => stop > look.position.stop)
    .reduce<RaisedStop | undefined>(
      (best, raised) => (best && best.stop >= raised.stop ? best : raised),
      undefined,
    )
}

function trailing({ position, market }: Look, rules: ExitRules): RaisedStop | undefined {
  const { highWater, stop: present } = position
  const stop = trailingStop(
    { entry: entryPrice(position), highWater, stop: present, atr14: market.atr14 },
    rules,
  )
  return stop === undefined ? undefined : { stop, stopKind: 'trailing' }
}

function breakeven({ position }: Look, rules: ExitRules): RaisedStop | undefined {
  const stop = breakevenStop({ entry: entryPrice(position), highWater: position.highWater }, rules)
  return stop === undefined ? undefined : { stop, stopKind: 'breakeven' }
}

function surge({ position, price, now, market }: Look, rules: ExitRules): RaisedStop | undefined {
  const level = surgeLevel(market.latestBar, now, rules)
  if (!level) return undefined
  const stop = surgeStop({ entry: entryPrice(position), highWater: position.highWater, price }, rules)
  return stop === undefined ? undefined : { stop, stopKind: 'surge', surge: level }
}
