import type { Config } from '../config/config.ts'
import type { Position } from '../domain/position.ts'
import { openQuantity } from '../ledger/position-book.ts'
import { type EpochMs, SECOND_MS } from '../time/instant.ts'
import type { Sale } from './intent.ts'
import { isResting, type OrderRecord, remainingQuantity } from './order-record.ts'
import { restingStop } from './pricing.ts'

/** What is to be done next about one symbol. */
export type OrderStep =
  | { readonly kind: 'cancel'; readonly order: OrderRecord }
  | { readonly kind: 'protect'; readonly position: Position; readonly quantity: number }
  | { readonly kind: 'sell'; readonly position: Position; readonly sale: Sale }
  /** Something is under way whose end is worth waiting for a few seconds. */
  | { readonly kind: 'wait'; readonly reason: string }

/** One symbol: what is held, and the at most one order on each side that is not resolved. */
export interface SymbolBooks {
  readonly position: Position | undefined
  readonly buy: OrderRecord | undefined
  readonly sell: OrderRecord | undefined
}

export interface StepCircumstances {
  readonly now: EpochMs
  /** The market is about to close: sell at any price. */
  readonly closing: boolean
  /** The owner wants nothing more of this symbol, or of any. */
  readonly entryUnwanted: boolean
  readonly rules: Config['execution']
}

/**
 * The next step towards what the books want at the broker: a stop for all shares while a position is held, nothing but
 * the sale while it is left. The broker sets shares aside for each open sell, so that a stop must be gone before
 * a sale or a new stop is sent; each step waits for the evidence of the one before. `undefined` when all is as wanted.
 */
export function nextStep(books: SymbolBooks, circumstances: StepCircumstances): OrderStep | undefined {
  const { buy, sell, position } = books
  return (
    (buy && aboutBuy(buy, position, circumstances)) ??
    (sell && aboutSell(sell, position, circumstances)) ??
    (position && !sell ? aboutPosition(position, buy, circumstances) : undefined)
  )
}

/** An entry may wait for its price for a while, unless the owner or an exit of its position wants it gone. */
function aboutBuy(
  buy: OrderRecord,
  position: Position | undefined,
  circumstances: StepCircumstances,
): OrderStep | undefined {
  const inTheWay = position?.exiting !== undefined || circumstances.entryUnwanted
  const wanted = !inTheWay && !isOlder(buy, circumstances, 'entryUnfilledSecondsMax')
  return wanted ? undefined : outOfTheWay(buy, circumstances, inTheWay)
}

function aboutSell(
  sell: OrderRecord,
  position: Position | undefined,
  circumstances: StepCircumstances,
): OrderStep | undefined {
  if (sell.purpose.kind === 'stop') {
    const fits = position && isResting(sell) && staysAsItIs(sell, position)
    return fits ? undefined : outOfTheWay(sell, circumstances, true)
  }
  if (isOlder(sell, circumstances, 'exitMarketAfterSeconds')) return outOfTheWay(sell, circumstances, true)
  return { kind: 'wait', reason: `the sale of ${sell.symbol} is at the broker` }
}

function staysAsItIs(stop: OrderRecord, position: Position): boolean {
  return (
    position.exiting === undefined &&
    position.reducing === undefined &&
    remainingQuantity(stop) === openQuantity(position) &&
    stop.pricing.type === 'STOP' &&
    stop.pricing.stop === restingStop(position)
  )
}

/** Asks once and then waits for the order's own word; asks again when the broker does not get on with it. */
function outOfTheWay(
  order: OrderRecord,
  { now, rules }: StepCircumstances,
  wait: boolean,
): OrderStep | undefined {
  const waiting: OrderStep | undefined = wait
    ? { kind: 'wait', reason: `order ${order.orderId ?? order.intentId} is not out of the way yet` }
    : undefined
  if (order.orderId === undefined) return undefined
  const askedAgo = order.cancelTriedAt === undefined ? undefined : now - order.cancelTriedAt
  const isDue = askedAgo === undefined || askedAgo >= rules.cancelAgainSeconds * SECOND_MS
  return isDue ? { kind: 'cancel', order } : waiting
}

function aboutPosition(
  position: Position,
  buy: OrderRecord | undefined,
  { now, closing, rules }: StepCircumstances,
): OrderStep | undefined {
  const { exiting, reducing, cover } = position
  const quantity = openQuantity(position)
  // What is still being bought is cancelled first, so that nothing is bought after the sale.
  if (exiting && buy)
    return { kind: 'wait', reason: `the entry of ${position.symbol} is not out of the way yet` }
  const triedAgo = cover.triedAt === undefined ? Number.POSITIVE_INFINITY : now - cover.triedAt
  const mayTry = triedAgo >= rules.tryAgainSeconds * SECOND_MS
  if (exiting) {
    const { reason, quoted, attempts } = exiting
    if (attempts > 0 && !mayTry)
      return { kind: 'wait', reason: `the sale of ${position.symbol} was not taken` }
    return { kind: 'sell', position, sale: { quantity, reason, quoted, atMarket: attempts > 0 || closing } }
  }
  if (reducing && reducing.quantity < quantity) {
    const sale: Sale = { ...reducing, reason: 'PARTIAL_PROFIT', atMarket: false }
    return { kind: 'sell', position, sale }
  }
  if (mayTry) return { kind: 'protect', position, quantity }
  return { kind: 'wait', reason: `the stop of ${position.symbol} was not taken` }
}

function isOlder(
  { submittedAt, createdAt }: OrderRecord,
  { now, rules }: StepCircumstances,
  limit: 'entryUnfilledSecondsMax' | 'exitMarketAfterSeconds',
): boolean {
  return now - (submittedAt ?? createdAt) >= rules[limit] * SECOND_MS
}
