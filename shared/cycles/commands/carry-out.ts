import type { Ticker } from '../../domain/ids.ts'
import type { Tick } from '../tick.ts'
import { arm, disarm } from './arming.ts'
import { kill, pause, resume } from './halt.ts'
import type { OrderOutcome } from './order-outcome.ts'
import type { OwnerOrder } from './owner-order.ts'
import { type JudgedRun, promote } from './promote.ts'
import { acknowledgeSafeMode, unlock } from './release.ts'
import { reload } from './reload.ts'
import { closePosition, flatten } from './sell-off.ts'

/** Does what the owner has ordered, within a run that holds the account; a promotion rests on what was judged before it. */
export function carryOut(tick: Tick, { name, args }: OwnerOrder, judged?: JudgedRun): OrderOutcome {
  switch (name) {
    case 'pause':
      return pause(tick)
    case 'resume':
      return resume(tick)
    case 'flatten':
      return flatten(tick)
    case 'close':
      return closePosition(tick, args[0] as Ticker)
    case 'kill':
      return kill(tick)
    case 'arm':
      return arm(tick)
    case 'disarm':
      return disarm(tick)
    case 'safemode':
      return acknowledgeSafeMode(tick)
    case 'reload':
      return reload(tick)
    case 'promote':
      return promote(tick, judged)
    case 'unlock':
      return unlock(tick, args[0] as Ticker)
  }
}
