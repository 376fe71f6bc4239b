import { holdingWithoutQuoteAlert } from '../alerts/order-alerts.ts'
import { stopMovedAlert } from '../alerts/trade-alerts.ts'
import type { Ticker } from '../domain/ids.ts'
import type { Money } from '../domain/money.ts'
import type { Position } from '../domain/position.ts'
import type { Quote } from '../domain/quote.ts'
import { believe } from '../exits/believed-price.ts'
import { decideExit, type ExitDecision } from '../exits/exit-machine.ts'
import { observe } from '../exits/exit-watch.ts'
import { type HeldMarket, heldMarket } from '../exits/held-market.ts'
import { partialQuantity } from '../exits/partial-exit.ts'
import { type UsableQuote, usableForExit } from '../market-data/quote-usability.ts'
import { withPosition } from '../state/trading-state.ts'
import type { RegularSession } from '../time/session.ts'
import type { KnowledgeOf } from './held-markets.ts'
import { recordExitDecision } from './record-exit-decision.ts'
import type { Tick } from './tick.ts'

/** What every look of a tick is made with. */
export interface Sight {
  readonly session: RegularSession
  readonly knowledgeOf: KnowledgeOf
}

/** What a look at one position came to. */
export interface Looked {
  readonly seen: { readonly symbol: Ticker; readonly price?: string; readonly decision: string }
  /** The price that was acted on; absent when there was none to be believed. */
  readonly price?: Money
  /** Why the price was not acted on yet. */
  readonly doubt?: string
}

/** One position: what its quote says and what follows. A position whose quote can't be used is held, loudly. */
export function look(
  tick: Tick,
  held: Position,
  quote: Quote | undefined,
  { session, knowledgeOf }: Sight,
): Looked {
  const { symbol } = held
  const rules = tick.world.config.exits
  const usable = usableForExit(quote, { now: tick.now, ageSecondsMax: rules.quoteAgeSecondsMax })
  if (!usable.ok) {
    tick.alert(holdingWithoutQuoteAlert(symbol, usable.text, tick.now))
    return { seen: { symbol, decision: `hold: ${usable.text}` } }
  }
  const market = heldMarket(knowledgeOf(symbol), usable.quote, session)
  const belief = believe(held, { quote: usable.quote, market, openAt: session.openAt }, rules)
  if (belief.kind === 'doubted') {
    tick.state = withPosition(tick.state, { ...held, doubtedJump: belief.jump })
    return { seen: { symbol, decision: `hold: ${belief.text}` }, doubt: belief.text }
  }
  return { seen: act(tick, held, { quote: usable.quote, market, session }), price: usable.quote.last }
}

interface Seen {
  readonly quote: UsableQuote
  readonly market: HeldMarket
  readonly session: RegularSession
}

function act(tick: Tick, held: Position, { quote, market, session }: Seen): Looked['seen'] {
  const { last: price, time: quoteTime } = quote
  const { now, world } = tick
  const rules = world.config.exits
  const position = observe(held, { price, quoteTime, now, openAt: session.openAt, market }, rules)
  const decision = decideExit({ position, price, now, closeAt: session.closeAt, market }, rules)
  recordExitDecision(tick, decision, { position, quote, market })
  carryOut(tick, position, decision, { quote, market, session })
  return {
    symbol: held.symbol,
    price: String(price / 10_000),
    decision: decision.kind === 'exit' ? `exit: ${decision.reason}` : decision.kind,
  }
}

/** Only says what is wanted; the orders follow from the books (`workOrders`). */
function carryOut(tick: Tick, position: Position, decision: ExitDecision, { quote }: Seen): void {
  const quoted = { bid: quote.bid, ask: quote.ask }
  if (decision.kind === 'exit') {
    const attempts = position.exiting?.attempts ?? 0
    const exiting = { reason: decision.reason, attempts, quoted }
    tick.state = withPosition(tick.state, { ...position, exiting })
    return
  }
  const kept = decision.kind === 'move-stop' ? moveStop(tick, position, decision, quote.last) : position
  const quantity = partialQuantity(kept, quote.last, tick.world.config.exits)
  const { reducing: _, ...whole } = kept
  tick.state = withPosition(tick.state, quantity > 0 ? { ...whole, reducing: { quantity, quoted } } : whole)
}

function moveStop(
  tick: Tick,
  position: Position,
  { stop, stopKind, surge }: Extract<ExitDecision, { kind: 'move-stop' }>,
  price: Money,
): Position {
  const moved = { ...position, stop, stopKind }
  tick.alert(stopMovedAlert(position, moved, { price, time: tick.now, ...(surge && { surge }) }))
  return moved
}
