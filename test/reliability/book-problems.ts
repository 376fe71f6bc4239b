import { sha256 } from '../../infra/digest/sha256.ts'
import { openQuantity } from '../../shared/ledger/position-book.ts'
import { brokenLink } from '../../shared/state/event-log.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import type { KeptRun } from './kept-run.ts'
import { heldTimes, killsWithin, nakedMsMax } from './naked-time.ts'
import { timelines } from './order-timeline.ts'

/** What was done to a run from outside, and what came out of it. */
export interface Ordeal {
  /** The account before the first order, in 1/10,000 USD. */
  readonly startCash: number
  /** When the process was killed, on the clock of the run. */
  readonly kills: readonly EpochMs[]
  /** The alerts that reached the owner, in any of its lives. */
  readonly delivered: ReadonlySet<string>
}

/** Everything that is wrong with what a run has left, in words; nothing when all its promises were kept. */
export function bookProblems(run: KeptRun, ordeal: Ordeal): readonly string[] {
  return [
    ...doubledOrders(run),
    ...differentOrders(run),
    ...lostPositions(run),
    ...oversold(run),
    ...cashGaps(run, ordeal),
    ...undelivered(run, ordeal),
    ...nakedTooLong(run, ordeal),
    ...brokenLog(run),
    ...run.journal.invariants.violations,
    ...alarms(run),
  ]
}

/** I1: the broker accepted each of our numbers once and one entry for each decision. */
function doubledOrders({ orders, exchange }: KeptRun): readonly string[] {
  const decisions = new Map(
    orders.flatMap(({ clientOrderId, decisionId, purpose }) =>
      purpose.kind === 'entry' ? [[clientOrderId, decisionId] as const] : [],
    ),
  )
  const accepted = exchange.orders.map(({ clientOrderId }) => clientOrderId)
  const entered = accepted.flatMap((clientOrderId) => decisions.get(clientOrderId) ?? [])
  return [
    ...repeated(accepted).map((id) => `order ${id} was accepted more than once`),
    ...repeated(entered).map((id) => `decision ${id} was entered more than once`),
  ]
}

function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}

/** I6, I17: both sides tell the same of every order, to the share and to the 1/10,000 USD. */
function differentOrders({ orders, state, exchange }: KeptRun): readonly string[] {
  const ours = new Map(
    [...orders, ...Object.values(state.orders)].map((order) => [order.clientOrderId as string, order]),
  )
  const theirs = new Set(exchange.orders.map(({ clientOrderId }) => clientOrderId as string))
  const invented = [...ours.values()].filter(
    ({ clientOrderId, filledQuantity }) => filledQuantity > 0 && !theirs.has(clientOrderId),
  )
  return [
    ...invented.map(({ clientOrderId }) => `the broker knows nothing of the filled order ${clientOrderId}`),
    ...exchange.orders.flatMap((order) => {
      const { clientOrderId, filledQuantity, notional, fees } = order
      const known = ours.get(clientOrderId)
      if (!known) return [`our books lack order ${clientOrderId} of the broker`]
      const booked = `${known.filledQuantity} for ${known.filledNotional} and ${known.fees}`
      const traded = `${filledQuantity} for ${notional} and ${fees}`
      return booked === traded ? [] : [`order ${clientOrderId} is booked as ${booked}, traded as ${traded}`]
    }),
  ]
}

function lostPositions({ state, exchange }: KeptRun): readonly string[] {
  const held = new Map(exchange.account.holdings.map(({ symbol, quantity }) => [symbol, quantity]))
  const ours = new Map(Object.values(state.positions).map((each) => [each.symbol, openQuantity(each)]))
  return [...new Set([...held.keys(), ...ours.keys()])]
    .filter((symbol) => held.get(symbol) !== ours.get(symbol))
    .map((symbol) => `${symbol} is ${ours.get(symbol) ?? 0} in our books and ${held.get(symbol) ?? 0} there`)
}

/** I4, I5, at every moment of the broker's own record. */
function oversold({ exchange }: KeptRun): readonly string[] {
  return [...timelines(exchange.orders)].flatMap(([symbol, moments]) =>
    moments
      .filter(({ held, offered }) => held < 0 || offered > held)
      .map(({ at, held, offered }) => `${symbol} had ${offered} for sale and ${held} held at ${at}`),
  )
}

/** I17: the account moved by its executions, and what was closed earned what its executions say. */
function cashGaps({ exchange, trades, state }: KeptRun, { startCash }: Ordeal): readonly string[] {
  const flow = sum(
    exchange.orders.map(({ side, notional, fees }) => (side === 'SELL' ? notional : -notional) - fees),
  )
  const cash = exchange.account.cash - startCash
  const profit = sum(trades.map(({ pnl }) => pnl))
  const flat = Object.keys(state.positions).length === 0
  return [
    ...(cash === flow ? [] : [`the account moved by ${cash}, its executions say ${flow}`]),
    ...(profit === flow || !flat ? [] : [`the trades earned ${profit}, the executions say ${flow}`]),
  ]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** L4: nothing waits any more, everything went out, and no trade went untold. */
function undelivered({ outbox, trades, state }: KeptRun, { delivered }: Ordeal): readonly string[] {
  const told = new Set(outbox.map(({ alertId }) => alertId))
  return [
    ...outbox.filter(({ status }) => status !== 'sent').map(({ alertId }) => `alert ${alertId} still waits`),
    ...state.pendingAlerts.map((alertId) => `alert ${alertId} is still pending`),
    ...[...told].filter((id) => !delivered.has(id)).map((id) => `alert ${id} never reached the owner`),
    ...trades
      .filter(({ tradeId }) => !told.has(`sell-${tradeId}`))
      .map(({ tradeId }) => `no alert told the end of ${tradeId}`),
  ]
}

/** I15, L1. */
function nakedTooLong({ exchange, journal }: KeptRun, { kills }: Ordeal): readonly string[] {
  return heldTimes(exchange.orders, journal.now).flatMap(({ symbol, longestNaked }) => {
    const { from, to } = longestNaked
    const hit = killsWithin(longestNaked, kills)
    if (to - from <= nakedMsMax(hit)) return []
    return [`${symbol} was without its stop for ${(to - from) / 1_000} s from ${from} on, with ${hit} kills`]
  })
}

/** I24: gapless, chained, ending where the state says, and telling every share once. */
function brokenLog({ log, state, orders }: KeptRun): readonly string[] {
  const broken = brokenLink(log, sha256)
  const last = log.at(-1)
  const logged = new Map<string, number>()
  for (const event of log.flatMap(({ events }) => events)) {
    const { intentId, fill } = event as { intentId?: string; fill?: { quantity: number } }
    if (intentId && fill) logged.set(intentId, (logged.get(intentId) ?? 0) + fill.quantity)
  }
  return [
    ...(broken === undefined ? [] : [`event log: ${broken}`]),
    ...(state.log?.hash === last?.hash ? [] : ['event log: its last link is not the one the state names']),
    ...orders
      .filter(({ intentId, filledQuantity }) => (logged.get(intentId) ?? 0) !== filledQuantity)
      .map(({ intentId, filledQuantity }) => `event log: ${intentId} was filled by ${filledQuantity}`),
  ]
}

/** A run that was killed is no error of ours, and what it leaves is nothing that the books can't explain. */
function alarms({ outbox }: KeptRun): readonly string[] {
  return outbox
    .filter(({ alertId }) => alertId.startsWith('safe-mode-on-'))
    .map(({ text }) => `safe mode went on: ${text.split('\n').join(' / ')}`)
}
