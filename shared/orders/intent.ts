import type { Config } from '../config/config.ts'
import type { ClientOrderId, IntentId, PositionId, Ticker } from '../domain/ids.ts'
import type { Money } from '../domain/money.ts'
import type { EntryPlan, Position } from '../domain/position.ts'
import type { QuotedSpread } from '../domain/slippage.ts'
import type { ExitReason } from '../domain/trade.ts'
import { NOTHING_FILLED } from '../ledger/fill.ts'
import { openQuantity } from '../ledger/position-book.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'
import type { OrderRecord } from './order-record.ts'
import { exitPricing } from './pricing.ts'

/** The moment and the running number that give an intent its name. */
interface Numbered {
  readonly sequence: number
  readonly date: ExchangeDate
  readonly now: EpochMs
}

/** The decision to buy, before anything is sent. Its names follow from day and number, so that a repeat is the same. */
export function entryIntent(
  entry: Numbered & {
    readonly symbol: Ticker
    readonly quantity: number
    readonly limit: Money
    readonly quoted: QuotedSpread
    readonly plan: EntryPlan
  },
): OrderRecord {
  const { intentId, clientOrderId } = names(entry)
  return {
    intentId,
    clientOrderId,
    decisionId: entry.plan.decisionId,
    symbol: entry.symbol,
    side: 'BUY',
    quantity: entry.quantity,
    pricing: { type: 'LIMIT', limit: entry.limit },
    purpose: { kind: 'entry', positionId: `${entry.symbol}-${intentId}` as PositionId, plan: entry.plan },
    state: 'INTENT',
    createdAt: entry.now,
    quoted: entry.quoted,
    ...NOTHING_FILLED,
  }
}

/** The quote, the price rule and the moment of a decision to sell. */
type Sale = Numbered & {
  readonly quoted: QuotedSpread
  readonly atMarket: boolean
  readonly rules: Config['execution']
}

/** The decision to sell everything that is left of a position. */
export function exitIntent(
  position: Position & { readonly exiting?: NonNullable<Position['exiting']> },
  exit: Sale,
): OrderRecord {
  if (!position.exiting) throw new RangeError(`${position.symbol} has not been told to exit`)
  const { reason } = position.exiting
  return sellIntent(position, { ...exit, reason, quantity: openQuantity(position) })
}

/** The decision to take a profit on a part of a position; some of it must be left. */
export function partialExitIntent(
  position: Position,
  sale: Sale & { readonly quantity: number },
): OrderRecord {
  if (sale.quantity >= openQuantity(position))
    throw new RangeError(
      `${sale.quantity} of ${openQuantity(position)} ${position.symbol} are no part of the position`,
    )
  return sellIntent(position, { ...sale, reason: 'PARTIAL_PROFIT' })
}

function sellIntent(
  position: Position,
  sale: Sale & { readonly quantity: number; readonly reason: ExitReason },
): OrderRecord {
  return {
    ...names(sale),
    decisionId: position.plan.decisionId,
    symbol: position.symbol,
    side: 'SELL',
    quantity: sale.quantity,
    pricing: sale.atMarket ? { type: 'MARKET' } : exitPricing(sale.quoted.bid, sale.rules),
    purpose: { kind: 'exit', positionId: position.positionId, reason: sale.reason },
    state: 'INTENT',
    createdAt: sale.now,
    quoted: sale.quoted,
    ...NOTHING_FILLED,
  }
}

function names({ date, sequence }: Numbered): {
  readonly intentId: IntentId
  readonly clientOrderId: ClientOrderId
} {
  const number = String(sequence).padStart(4, '0')
  return {
    intentId: `${date}-${number}` as IntentId,
    clientOrderId: `OB${date.replaceAll('-', '')}${number}` as ClientOrderId,
  }
}
