import { counted, signedPct } from '../../alerts/wording.ts'
import type { Reply, ReplyButton } from '../../commands/reply.ts'
import type { Ticker } from '../../domain/ids.ts'
import { add, type Money, subtract, toDisplay } from '../../domain/money.ts'
import type { Position, StopKind } from '../../domain/position.ts'
import type { Quote } from '../../domain/quote.ts'
import { entryPrice, marketValue, openQuantity } from '../../ledger/position-book.ts'
import { currentNakedMs } from '../../orders/cover.ts'
import { isResting } from '../../orders/order-record.ts'
import { ordersOf, type TradingState } from '../../state/trading-state.ts'
import { type EpochMs, SECOND_MS } from '../../time/instant.ts'
import type { Asked, Known } from './asked.ts'
import { Outage, orOutage } from './outage.ts'
import { reasonWords, signedUsd } from './told-money.ts'
import { moment, span } from './told-time.ts'

/** More buttons than for so many positions hide the message. */
const BUTTONS_FOR = 4

/** What a share costs, as far as it is known. */
export interface SeenPrice {
  readonly price: Money
  readonly at: EpochMs
  /** From the last monitor, as there is no quote now. */
  readonly isFromMonitor: boolean
  /** Not of this moment. */
  readonly isOld: boolean
}

/** /positions: each open position at its latest price; one quote call where something is held. */
export async function positions(asked: Asked): Promise<Reply> {
  const held = Object.values(asked.state.positions)
  if (held.length === 0) return { text: 'NO POSITION\nNothing is held.' }
  const quotes = await orOutage(quotesOf(asked, held))
  const prices = new Map(held.map((position) => [position.symbol, seenPrice(asked, position, quotes)]))
  const text = [
    headline(held, prices),
    ...held.flatMap((position) => ['', ...positionLines(asked, position, prices.get(position.symbol))]),
    ...(quotes instanceof Outage ? ['', quotes.problem] : []),
  ]
  return { text: text.join('\n'), buttons: held.slice(0, BUTTONS_FOR).flatMap(buttonsOf) }
}

type Quotes = ReadonlyMap<Ticker, Quote>

/** Quotes of all that is held, in one call. */
export async function quotesOf({ world }: Pick<Known, 'world'>, held: readonly Position[]): Promise<Quotes> {
  return (await world.marketData.quotes(held.map(({ symbol }) => symbol))).quotes
}

/** The last trade as quoted, else as a monitor has last seen it. */
export function seenPrice(
  { world }: Pick<Known, 'world'>,
  { symbol, watch }: Position,
  quotes: Quotes | Outage,
): SeenPrice | undefined {
  const now = world.clock.now()
  const quote = quotes instanceof Outage ? undefined : quotes.get(symbol)
  if (quote?.last !== undefined) {
    const isOld = now - quote.time > world.config.exits.quoteAgeSecondsMax * SECOND_MS
    return { price: quote.last, at: quote.time, isFromMonitor: false, isOld }
  }
  return watch && { price: watch.price, at: watch.quoteTime, isFromMonitor: true, isOld: true }
}

function headline(held: readonly Position[], prices: ReadonlyMap<Ticker, SeenPrice | undefined>): string {
  const profits = held.flatMap((position) => {
    const seen = prices.get(position.symbol)
    return seen ? [profitAt(position, seen.price)] : []
  })
  const count = counted(held.length, 'position').toUpperCase()
  return profits.length < held.length
    ? `${count}, open P&L not known`
    : `${count}, open P&L ${signedUsd(add(...profits))}`
}

function positionLines(asked: Asked, position: Position, seen: SeenPrice | undefined): readonly string[] {
  const now = asked.world.clock.now()
  const { symbol, openedAt, plan, exiting } = position
  const bought = `${symbol}: ${openQuantity(position)} at ${toDisplay(entryPrice(position))}`
  return [
    seen ? `${bought}, now ${toDisplay(seen.price)}${ageNote(seen, now)}` : `${bought}, price not known`,
    ...(seen ? [profitLine(position, seen.price)] : []),
    `Stop ${toDisplay(position.stop)} (${STOP_WORDS[position.stopKind]}), target ${toDisplay(plan.target)}`,
    coverLine(asked.state, position, now),
    ...(exiting ? [`Being sold: ${reasonWords(exiting.reason)}`] : []),
    `Held ${span(now - openedAt)}, since ${moment(openedAt, now)}`,
  ]
}

function ageNote({ at, isFromMonitor, isOld }: SeenPrice, now: EpochMs): string {
  if (isFromMonitor) return ` (no quote now; of ${moment(at, now)})`
  return isOld ? ` (${moment(at, now)})` : ''
}

function profitLine(position: Position, price: Money): string {
  const profit = profitAt(position, price)
  const pct = profitPct(position, profit)
  const part = position.soldQuantity > 0 ? `, ${position.soldQuantity} sold already` : ''
  return `P&L ${signedUsd(profit)}, ${signedPct(pct)}${part}`
}

/** P&L of a position at a price, with what was sold of it already. */
export function profitAt(position: Position, price: Money): Money {
  const { proceeds, cost, fees } = position
  return subtract(add(marketValue(position, price), proceeds), add(cost, fees))
}

/** A P&L in percent of what the position cost. */
export function profitPct({ cost }: Pick<Position, 'cost'>, profit: Money): number {
  return (profit / cost) * 100
}

const STOP_WORDS: Readonly<Record<StopKind, string>> = {
  initial: 'initial',
  breakeven: 'breakeven',
  trailing: 'trailing',
  surge: 'selling surge',
}

function coverLine(state: TradingState, { symbol, cover }: Position, now: EpochMs): string {
  const stop = stopAtBroker(state, symbol)
  if (stop !== undefined) return `At the broker a stop rests at ${toDisplay(stop)}`
  const naked = currentNakedMs(cover, now)
  return `NO STOP rests at the broker${naked > 0 ? ` for ${span(naked)}` : ''}`
}

/**
 * The stop that rests at the broker for a symbol; absent when none does. The finer stop is held in software, this one is for the
 * worst case (spec §10).
 */
export function stopAtBroker(state: Pick<TradingState, 'orders'>, symbol: Ticker): Money | undefined {
  const { sell } = ordersOf(state, symbol)
  const rests = sell?.purpose.kind === 'stop' && isResting(sell)
  return rests && sell.pricing.type === 'STOP' ? sell.pricing.stop : undefined
}

function buttonsOf({ symbol }: Position): readonly ReplyButton[] {
  return [
    { label: `Why ${symbol}`, command: `/why ${symbol}` },
    { label: `Close ${symbol}`, command: `/close ${symbol}` },
  ]
}
