import type { Ticker } from '../domain/ids.ts'
import type { Money } from '../domain/money.ts'
import type { EntryPlan } from '../domain/position.ts'
import type { Quote } from '../domain/quote.ts'
import type { QuotedSpread } from '../domain/slippage.ts'
import { entryIntent } from '../orders/intent.ts'
import { withOrder } from '../state/trading-state.ts'
import type { Tick } from './tick.ts'

/** Puts an approved entry among the intents, which the same run sends once they are durable. */
export function placeEntry(
  tick: Tick,
  entry: {
    readonly symbol: Ticker
    readonly quantity: number
    readonly limit: Money
    readonly quoted: QuotedSpread
    readonly plan: EntryPlan
  },
): void {
  const sequence = tick.state.sequence + 1
  const intent = entryIntent({ ...entry, sequence, date: tick.date, now: tick.now })
  tick.state = { ...withOrder(tick.state, intent), sequence }
}

/** Last trades of the quotes that have one, as the risk gate values what is held. */
export function lastPrices(quotes: ReadonlyMap<Ticker, Quote>): ReadonlyMap<Ticker, Money> {
  return new Map(
    [...quotes].flatMap(([symbol, { last }]) => (last === undefined ? [] : [[symbol, last] as const])),
  )
}
