import type { Position } from '../domain/position.ts'
import type { QuotedSpread } from '../domain/slippage.ts'
import type { ExitReason } from '../domain/trade.ts'
import { exitIntent, partialExitIntent } from '../orders/intent.ts'
import type { OrderRecord } from '../orders/order-record.ts'
import { hasUnresolvedOrder, withOrder, withPosition } from '../state/trading-state.ts'
import { MINUTE_MS } from '../time/instant.ts'
import type { RegularSession } from '../time/session.ts'
import type { Tick } from './tick.ts'

/** The spread a sale is priced on, in the session it happens in. */
export interface SaleMarket {
  readonly quoted: QuotedSpread
  readonly session: RegularSession
}

/** Writes the intent to sell everything, unless an order for this symbol is still under way. */
export function sellEverything(tick: Tick, position: Position, reason: ExitReason, market: SaleMarket): void {
  const attempts = position.exiting?.attempts ?? 0
  const waiting = hasUnresolvedOrder(tick.state, position.symbol)
  const leaving: Position = { ...position, exiting: { reason, attempts: waiting ? attempts : attempts + 1 } }
  tick.state = withPosition(tick.state, leaving)
  if (waiting) return
  const marketFrom = market.session.closeAt - tick.world.config.exits.marketMinutesBeforeClose * MINUTE_MS
  const atMarket = attempts > 0 || tick.now >= marketFrom
  addIntent(tick, exitIntent(leaving, { ...sale(tick, market), atMarket }))
}

/** Writes the intent to sell a part, unless there is nothing to sell or an order for this symbol is under way. */
export function sellPart(tick: Tick, position: Position, quantity: number, market: SaleMarket): void {
  if (quantity === 0 || hasUnresolvedOrder(tick.state, position.symbol)) return
  addIntent(tick, partialExitIntent(position, { ...sale(tick, market), atMarket: false, quantity }))
}

function sale(tick: Tick, { quoted }: SaleMarket) {
  const { date, now, world } = tick
  return { sequence: tick.state.sequence + 1, date, now, quoted, rules: world.config.execution }
}

function addIntent(tick: Tick, intent: OrderRecord): void {
  tick.state = { ...withOrder(tick.state, intent), sequence: tick.state.sequence + 1 }
}
