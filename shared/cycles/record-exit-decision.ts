import type { DecisionId } from '../domain/ids.ts'
import type { Position } from '../domain/position.ts'
import type { ExitDecision } from '../exits/exit-machine.ts'
import type { HeldMarket } from '../exits/held-market.ts'
import { entryPrice } from '../ledger/position-book.ts'
import type { UsableQuote } from '../market-data/quote-usability.ts'
import { formatEt } from '../time/exchange-time.ts'
import type { Tick } from './tick.ts'

/** What one look at a position rested on. */
interface ExitLookSeen {
  /** With the price of this look already taken in, its stop still where it was. */
  readonly position: Position
  readonly quote: UsableQuote
  readonly market: HeldMarket
}

/** Records a moved stop or an exit with what it rested on; a look that changed nothing leaves no record. */
export function recordExitDecision(tick: Tick, decision: ExitDecision, seen: ExitLookSeen): void {
  if (decision.kind === 'hold') return
  const { position, quote, market } = seen
  const { plan, symbol, positionId, stop, stopKind, highWater, lowWater } = position
  const id = `${tick.date}-${formatEt(tick.now, 'time-seconds').replaceAll(':', '')}-${symbol}-${decision.kind}`
  tick.record(`decisions/${id as DecisionId}`, {
    date: tick.date,
    mode: tick.world.config.mode,
    symbol,
    at: tick.now,
    decision: decision.kind,
    entryDecisionId: plan.decisionId,
    positionId,
    quote: { last: quote.last, bid: quote.bid, ask: quote.ask, time: quote.time },
    before: { entryPrice: entryPrice(position), stop, stopKind, target: plan.target, highWater, lowWater },
    market,
    outcome: decision,
  })
}
