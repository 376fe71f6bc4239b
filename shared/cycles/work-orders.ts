import { unprotectedAlert } from '../alerts/order-alerts.ts'
import type { Ticker } from '../domain/ids.ts'
import type { Position } from '../domain/position.ts'
import type { ExitReason } from '../domain/trade.ts'
import { currentNakedMs } from '../orders/cover.ts'
import { exitIntent, stopIntent } from '../orders/intent.ts'
import { nextStep, type OrderStep } from '../orders/next-step.ts'
import type { OrderRecord } from '../orders/order-record.ts'
import { isToBeSold } from '../state/owner-state.ts'
import { ordersOf, withOrder, withPosition } from '../state/trading-state.ts'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../time/instant.ts'
import type { RegularSession } from '../time/session.ts'
import { cancelOrder } from './cancel-order.ts'
import { sendIntents } from './send-intents.ts'
import { takeReports } from './settle-orders.ts'
import type { Tick } from './tick.ts'

/**
 * Carries out what was decided: sends the intents, lets a stop rest for every position, makes room for sales and
 * follows them up, each step on the broker's evidence of the one before. What is not done within the seconds a run has
 * for it is gone on with by the next run, from the books alone.
 */
export async function workOrders(tick: Tick, session: RegularSession): Promise<void> {
  const startedAt = tick.now
  const until = startedAt + tick.world.config.execution.workSecondsMax * SECOND_MS
  if (await sendIntents(tick)) await takeReports(tick)
  while (tick.now <= until) {
    sellOrdered(tick)
    giveUpUnprotected(tick, startedAt)
    const steps = stepsOf(tick, session)
    const actions = steps.filter(({ kind }) => kind !== 'wait')
    if (steps.length === 0) return
    if (actions.length === 0) await tick.world.clock.sleep(SECOND_MS)
    for (const action of actions) await take(tick, action)
    await sendIntents(tick)
    await takeReports(tick)
  }
}

function stepsOf(tick: Tick, session: RegularSession): readonly OrderStep[] {
  const { config } = tick.world
  const closing = tick.now >= session.closeAt - config.exits.marketMinutesBeforeClose * MINUTE_MS
  const circumstances = { now: tick.now, closing, rules: config.execution }
  return symbolsOf(tick).flatMap((symbol) => {
    const books = { position: tick.state.positions[symbol], ...ordersOf(tick.state, symbol) }
    const entryUnwanted = isEntryUnwanted(tick, symbol)
    return nextStep(books, { ...circumstances, entryUnwanted }) ?? []
  })
}

function symbolsOf({ state }: Tick): readonly Position['symbol'][] {
  const held = Object.values(state.positions).map(({ symbol }) => symbol)
  const ordered = Object.values(state.orders).map(({ symbol }) => symbol)
  return [...new Set([...held, ...ordered])].sort()
}

async function take(tick: Tick, step: OrderStep): Promise<void> {
  switch (step.kind) {
    case 'cancel':
      await cancelOrder(tick, step.order)
      return
    case 'protect':
      addIntent(tick, stopIntent(step.position, { ...numbered(tick), quantity: step.quantity }))
      tick.state = withPosition(tick.state, tried(step.position, tick))
      return
    case 'sell': {
      const { position, sale } = step
      addIntent(
        tick,
        exitIntent(position, { ...numbered(tick), ...sale, rules: tick.world.config.execution }),
      )
      tick.state = withPosition(tick.state, soldOnce(tried(position, tick)))
      return
    }
    case 'wait':
      return
  }
}

/** What the owner wants sold is left, also when it was bought while the order came; a symbol of which nothing is left is done. */
function sellOrdered(tick: Tick): void {
  const { owner, positions } = tick.state
  for (const position of Object.values(positions))
    if (!position.exiting && isToBeSold(owner, position.symbol))
      tick.state = withPosition(tick.state, leftAtAnyPrice(position, 'OWNER'))
  const involved = symbolsOf(tick)
  const selling = owner.selling.filter((symbol) => involved.includes(symbol))
  if (selling.length < owner.selling.length) tick.state = { ...tick.state, owner: { ...owner, selling } }
}

/** An entry that is working must go after a kill, and when its symbol is to be sold. */
function isEntryUnwanted({ state: { owner, risk } }: Tick, symbol: Ticker): boolean {
  return isToBeSold(owner, symbol) || risk.safeMode.some(({ reason }) => reason === 'killed')
}

/** L1: a position for which the broker lets no stop rest, also when this run asked for it, is sold. */
function giveUpUnprotected(tick: Tick, startedAt: EpochMs): void {
  const limitMs = tick.world.config.execution.nakedSecondsMax * SECOND_MS
  for (const position of Object.values(tick.state.positions)) {
    const { cover, exiting, symbol } = position
    const { triedAt = 0 } = cover
    if (exiting || triedAt < startedAt || currentNakedMs(cover, tick.now) < limitMs) continue
    tick.state = withPosition(tick.state, leftAtAnyPrice(position, 'UNPROTECTED'))
    tick.alert(unprotectedAlert(symbol, { nakedMs: currentNakedMs(cover, tick.now), time: tick.now }))
  }
}

/** Without a look at the market the sale is made at any price. */
function leftAtAnyPrice(position: Position, reason: ExitReason): Position {
  const price = position.watch?.price ?? position.plan.stop
  return { ...position, exiting: { reason, attempts: 1, quoted: { bid: price, ask: price } } }
}

function numbered(tick: Tick) {
  return { sequence: tick.state.sequence + 1, date: tick.date, now: tick.now }
}

function addIntent(tick: Tick, intent: OrderRecord): void {
  tick.state = { ...withOrder(tick.state, intent), sequence: tick.state.sequence + 1 }
}

function tried(position: Position, { now }: Tick): Position {
  return { ...position, cover: { ...position.cover, triedAt: now } }
}

function soldOnce(position: Position): Position {
  const { exiting } = position
  return exiting ? { ...position, exiting: { ...exiting, attempts: exiting.attempts + 1 } } : position
}
