import { holdingWithoutQuoteAlert } from '../alerts/order-alerts.ts'
import { stopMovedAlert } from '../alerts/trade-alerts.ts'
import type { Ticker } from '../domain/ids.ts'
import type { Money } from '../domain/money.ts'
import type { Position } from '../domain/position.ts'
import type { Quote } from '../domain/quote.ts'
import type { ExitReason } from '../domain/trade.ts'
import { decideExit, type ExitDecision } from '../exits/exit-machine.ts'
import { observePrice } from '../ledger/position-book.ts'
import { usableForExit } from '../market-data/quote-usability.ts'
import { exitIntent } from '../orders/intent.ts'
import { hasUnresolvedOrder, withOrder, withPosition } from '../state/trading-state.ts'
import { MINUTE_MS } from '../time/instant.ts'
import type { RegularSession } from '../time/session.ts'
import { executeOrders } from './execute-orders.ts'
import { type Finished, runInSession } from './run-tick.ts'
import { settleOrders } from './settle-orders.ts'
import type { Tick } from './tick.ts'
import type { NotRun, Trigger } from './trigger.ts'
import type { World } from './world.ts'

/** What one look at the open positions did, as the door answers it. */
export interface MonitorDone {
  readonly held: number
  readonly decisions: readonly {
    readonly symbol: Ticker
    readonly price?: string
    readonly decision: string
  }[]
}

/** Looks after every open position: settle orders, read quotes, decide each exit, write it down, carry it out. */
export async function monitor(world: World, trigger: Trigger): Promise<(MonitorDone & Finished) | NotRun> {
  return runInSession(world, trigger, async (tick, session) => {
    tick.state = { ...tick.state, day: { ...tick.state.day, monitors: tick.state.day.monitors + 1 } }
    await settleOrders(tick)
    const positions = Object.values(tick.state.positions)
    const quotes = await readQuotes(tick, positions)
    const decisions = positions.map((position) => look(tick, position, quotes.get(position.symbol), session))
    await executeOrders(tick)
    return { held: Object.keys(tick.state.positions).length, decisions }
  })
}

async function readQuotes(tick: Tick, positions: readonly Position[]): Promise<ReadonlyMap<Ticker, Quote>> {
  if (positions.length === 0) return new Map()
  const answer = await tick.world.marketData.quotes(positions.map(({ symbol }) => symbol))
  return answer.quotes
}

type Looked = MonitorDone['decisions'][number]

/** One position: what its quote says and what follows. A position whose quote can't be used is held, loudly. */
function look(tick: Tick, held: Position, quote: Quote | undefined, session: RegularSession): Looked {
  const { symbol } = held
  const rules = tick.world.config.exits
  const usable = usableForExit(quote, { now: tick.now, ageSecondsMax: rules.quoteAgeSecondsMax })
  if (!usable.ok) {
    tick.alert(holdingWithoutQuoteAlert(symbol, usable.text, tick.now))
    return { symbol, decision: `hold: ${usable.text}` }
  }
  const { last: price, bid } = usable.quote
  const position = observePrice(held, price)
  const decision = decideExit({ position, price, now: tick.now, closeAt: session.closeAt }, rules)
  carryOut(tick, position, decision, { price, bid, session })
  return {
    symbol,
    price: String(price / 10_000),
    decision: decision.kind === 'exit' ? `exit: ${decision.reason}` : decision.kind,
  }
}

interface Seen {
  readonly price: Money
  readonly bid: Money
  readonly session: RegularSession
}

function carryOut(tick: Tick, position: Position, decision: ExitDecision, seen: Seen): void {
  switch (decision.kind) {
    case 'hold':
      tick.state = withPosition(tick.state, position)
      return
    case 'move-stop': {
      const moved = { ...position, stop: decision.stop, stopKind: decision.stopKind }
      tick.state = withPosition(tick.state, moved)
      tick.alert(stopMovedAlert(position, moved, { price: seen.price, time: tick.now }))
      return
    }
    case 'exit':
      leave(tick, position, decision.reason, seen)
  }
}

/** Writes the intent to sell everything, unless an order for this symbol is still under way. */
function leave(tick: Tick, position: Position, reason: ExitReason, seen: Seen): void {
  const attempts = position.exiting?.attempts ?? 0
  const waiting = hasUnresolvedOrder(tick.state, position.symbol)
  const leaving: Position = { ...position, exiting: { reason, attempts: waiting ? attempts : attempts + 1 } }
  tick.state = withPosition(tick.state, leaving)
  if (waiting) return
  const marketFrom = seen.session.closeAt - tick.world.config.exits.marketMinutesBeforeClose * MINUTE_MS
  const intent = exitIntent(leaving, {
    sequence: tick.state.sequence + 1,
    date: tick.date,
    now: tick.now,
    bid: seen.bid,
    atMarket: attempts > 0 || tick.now >= marketFrom,
    rules: tick.world.config.execution,
  })
  tick.state = { ...withOrder(tick.state, intent), sequence: tick.state.sequence + 1 }
}
