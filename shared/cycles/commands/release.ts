import type { Ticker } from '../../domain/ids.ts'
import { applySafeMode } from '../safe-mode.ts'
import type { Tick } from '../tick.ts'
import { done, notDone, type OrderOutcome } from './order-outcome.ts'

/** The owner has looked at what put safe mode on: what only waits for that ends. */
export function acknowledgeSafeMode(tick: Tick): OrderOutcome {
  const before = tick.state.risk.safeMode
  if (before.length === 0) return notDone('Safe mode is off.')
  applySafeMode(tick, { kind: 'owner-confirms' })
  const after = tick.state.risk.safeMode
  if (after === before)
    return notDone(`Nothing waits for you: ${listed(after)}. It ends by itself or with /resume.`)
  return done(
    'ACKNOWLEDGED',
    after.length > 0 ? `Entries still wait for: ${listed(after)}.` : 'Entries go on.',
  )
}

/** Ends the rest of one symbol: its cooldown of today and what it lost before. */
export function unlock(tick: Tick, symbol: Ticker): OrderOutcome {
  const { lastExitAt, lastStopOutAt, ...today } = tick.state.symbols[symbol] ?? { entries: 0 }
  const owner = { ...tick.state.owner, unlocked: { ...tick.state.owner.unlocked, [symbol]: tick.now } }
  tick.state = { ...tick.state, owner, symbols: { ...tick.state.symbols, [symbol]: today } }
  const rested = lastExitAt !== undefined || lastStopOutAt !== undefined
  return done(
    `UNLOCKED ${symbol}`,
    `${rested ? 'Its cooldown is over.' : 'It had no cooldown.'} Locks of the whole account stay.`,
  )
}

function listed(trips: readonly { readonly reason: string }[]): string {
  return trips.map(({ reason }) => reason).join(', ')
}
