import { counted } from '../../alerts/wording.ts'
import type { Ticker } from '../../domain/ids.ts'
import { hasUnresolvedOrder } from '../../state/trading-state.ts'
import { sessionAt } from '../../time/session.ts'
import { tripSafeMode } from '../safe-mode.ts'
import type { Tick } from '../tick.ts'
import { done, notDone, type OrderOutcome } from './order-outcome.ts'
import { entriesAtWork } from './under-way.ts'

/** Pauses first, then sells everything at the market and cancels every entry. */
export function flatten(tick: Tick): OrderOutcome {
  tripSafeMode(tick, { reason: 'paused', detail: 'paused by the owner, who sells everything' })
  tick.state = { ...tick.state, owner: { ...tick.state.owner, sellAllSince: tick.now } }
  const positions = counted(Object.keys(tick.state.positions).length, 'position')
  const entries = counted(entriesAtWork(tick), 'entry order')
  const words = `Selling ${positions} at the market, cancelling ${entries}.`
  return done('FLATTEN', `${words} Entries are paused until you /resume.${whenClosed(tick)}`, {
    needsWork: true,
  })
}

/** Sells one position at the market and cancels its entry; the symbol may be bought again afterwards. */
export function closePosition(tick: Tick, symbol: Ticker): OrderOutcome {
  const { positions, owner } = tick.state
  if (!positions[symbol] && !hasUnresolvedOrder(tick.state, symbol))
    return notDone(`${symbol} is not held; /positions shows what is.`)
  if (!owner.selling.includes(symbol))
    tick.state = { ...tick.state, owner: { ...owner, selling: [...owner.selling, symbol] } }
  return done(`CLOSE ${symbol}`, `Selling it at the market.${whenClosed(tick)}`, { needsWork: true })
}

function whenClosed(tick: Tick): string {
  const { phase } = sessionAt(tick.now, tick.world.calendar)
  return phase === 'closed' ? ' The market is closed: the first monitor of the next session does it.' : ''
}
