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
import type { Asked } from './asked.ts'
import { Outage, orOutage } from './outage.ts'
import { reasonWords, signedUsd } from './told-money.ts'
import { moment, span } from './told-time.ts'

/** More buttons than for so many positions hide the message. */
const BUTTONS_FOR = 4

/** A price with what has to be said about it. */
interface SeenPrice {
  readonly price: Money
  /** Empty when it is of this moment. */
  readonly note: string
}

/** /positions: each open position at its latest price; one quote call where something is held. */
export async function positions(asked: Asked): Promise<Reply> {
  const held = Object.values(asked.state.positions)
  if (held.length === 0) return { text: 'NO POSITION\nNothing is held.' }
  const quotes = await orOutage(quotesOf(asked, held))
  const prices = new Map(held.map((position) => [position.symbol, priceOf(asked, position, quotes)]))
  const text = [
    headline(held, prices),
    ...held.flatMap((position) => ['', ...positionLines(asked, position, prices.get(position.symbol))]),
    ...(quotes instanceof Outage ? ['', quotes.problem] : []),
  ]
  return { text: text.join('\n'), buttons: held.slice(0, BUTTONS_FOR).flatMap(buttonsOf) }
}

type Quotes = ReadonlyMap<Ticker, Quote>

async function quotesOf({ world }: Asked, held: readonly Position[]): Promise<Quotes> {
  return (await world.marketData.quotes(held.map(({ symbol }) => symbol))).quotes
}

/** The last trade as quoted, else as a monitor has last seen it. */
function priceOf(
  { world }: Asked,
  { symbol, watch }: Position,
  quotes: Quotes | Outage,
): SeenPrice | undefined {
  const now = world.clock.now()
  const quote = quotes instanceof Outage ? undefined : quotes.get(symbol)
  if (quote?.last !== undefined) {
    const isOld = now - quote.time > world.config.exits.quoteAgeSecondsMax * SECOND_MS
    return { price: quote.last, note: isOld ? ` (${moment(quote.time, now)})` : '' }
  }
  return watch && { price: watch.price, note: ` (no quote now; of ${moment(watch.quoteTime, now)})` }
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
    seen ? `${bought}, now ${toDisplay(seen.price)}${seen.note}` : `${bought}, price not known`,
    ...(seen ? [profitLine(position, seen.price)] : []),
    `Stop ${toDisplay(position.stop)} (${STOP_WORDS[position.stopKind]}), target ${toDisplay(plan.target)}`,
    coverLine(asked.state, position, now),
    ...(exiting ? [`Being sold: ${reasonWords(exiting.reason)}`] : []),
    `Held ${span(now - openedAt)}, since ${moment(openedAt, now)}`,
  ]
}

function profitLine(position: Position, price: Money): string {
  const profit = profitAt(position, price)
  const pct = (profit / position.cost) * 100
  const part = position.soldQuantity > 0 ? `, ${position.soldQuantity} sold already` : ''
  return `P&L ${signedUsd(profit)}, ${signedPct(pct)}${part}`
}

/** What was sold of it included. */
function profitAt(position: Position, price: Money): Money {
  const { proceeds, cost, fees } = position
  return subtract(add(marketValue(position, price), proceeds), add(cost, fees))
}

const STOP_WORDS: Readonly<Record<StopKind, string>> = {
  initial: 'initial',
  breakeven: 'breakeven',
  trailing: 'trailing',
  surge: 'selling surge',
}

/** The finer stop is held in software; what rests at the broker is the stop for the worst case (spec §10). */
function coverLine(state: TradingState, { symbol, cover }: Position, now: EpochMs): string {
  const { sell } = ordersOf(state, symbol)
  if (sell?.purpose.kind === 'stop' && isResting(sell) && sell.pricing.type === 'STOP')
    return `At the broker a stop rests at ${toDisplay(sell.pricing.stop)}`
  const naked = currentNakedMs(cover, now)
  return `NO STOP rests at the broker${naked > 0 ? ` for ${span(naked)}` : ''}`
}

function buttonsOf({ symbol }: Position): readonly ReplyButton[] {
  return [
    { label: `Why ${symbol}`, command: `/why ${symbol}` },
    { label: `Close ${symbol}`, command: `/close ${symbol}` },
  ]
}
