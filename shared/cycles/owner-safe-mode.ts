import type { SafeModeReason } from '../state/risk-state.ts'
import { exchangeDate } from '../time/exchange-time.ts'
import { type Finished, runAnyTime } from './run-tick.ts'
import { applySafeMode, tripSafeMode } from './safe-mode.ts'
import type { Tick } from './tick.ts'
import type { NotRun, Trigger } from './trigger.ts'
import type { World } from './world.ts'

/** What still keeps entries out after the owner's word. */
export interface SafeModeDone {
  readonly safeMode: readonly { readonly reason: SafeModeReason; readonly detail: string }[]
}

/** The owner stops all entries; exits go on. */
export async function enterSafeMode(
  world: World,
  trigger: Trigger,
): Promise<(SafeModeDone & Finished) | NotRun> {
  return runAnyTime(world, trigger, exchangeDate(world.clock.now()), async (tick) => {
    tripSafeMode(tick, { reason: 'manual', detail: 'stopped by the owner' })
    return whatIsLeft(tick)
  })
}

/**
 * The owner has looked: what only waits for that ends now; a drawdown still waits until equity has recovered,
 * and a daily loss for its next session.
 */
export async function confirmSafeMode(
  world: World,
  trigger: Trigger,
): Promise<(SafeModeDone & Finished) | NotRun> {
  return runAnyTime(world, trigger, exchangeDate(world.clock.now()), async (tick) => {
    applySafeMode(tick, { kind: 'owner-confirms' })
    return whatIsLeft(tick)
  })
}

function whatIsLeft(tick: Tick): SafeModeDone {
  return { safeMode: tick.state.risk.safeMode.map(({ reason, detail }) => ({ reason, detail })) }
}
