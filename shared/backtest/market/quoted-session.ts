import { type Money, ZERO } from '../../domain/money.ts'
import type { Quote } from '../../domain/quote.ts'
import { type EpochMs, MINUTE_MS } from '../../time/instant.ts'
import type { SeenQuote } from './backtest-market.ts'
import type { Print } from './print.ts'
import type { SymbolSession } from './symbol-session.ts'

/**
 * A session of polled quotes: at each moment it shows what a live run had seen last, and nothing of what happened between
 * two looks.
 */
export class QuotedSession implements SymbolSession {
  readonly intervalMs = MINUTE_MS
  readonly #seen: readonly SeenQuote[]
  readonly #prints: readonly Print[]

  /** `seen` ascends in the moment of being seen. */
  constructor(seen: readonly SeenQuote[]) {
    this.#seen = seen
    this.#prints = printsOf(seen.map(({ quote }) => quote))
  }

  get bars(): number {
    return this.#seen.length
  }

  quoteAt(at: EpochMs): Quote | undefined {
    return this.#seen[placeAt(this.#seen, at, seenAt)]?.quote
  }

  lastAt(at: EpochMs): number {
    return this.quoteAt(at)?.last ?? Number.NaN
  }

  /** Of a poll only its stamp is known, and the trade was not later. */
  lastTimeAt(at: EpochMs): number {
    const quote = this.quoteAt(at)
    return quote?.last === undefined ? Number.NaN : quote.time
  }

  stampAt(at: EpochMs): number {
    return this.quoteAt(at)?.time ?? Number.NaN
  }

  volumeAt(at: EpochMs): number {
    return this.quoteAt(at)?.totalVolume ?? 0
  }

  printsBetween(after: EpochMs, upTo: EpochMs): readonly Print[] {
    const from = placeAt(this.#prints, after, printedAt) + 1
    return this.#prints.slice(from, placeAt(this.#prints, upTo, printedAt) + 1)
  }
}

/** One print for each quote with a later stamp than all before it, as large as the volume grew since the print before. */
function printsOf(quotes: readonly Quote[]): readonly Print[] {
  const prints: Print[] = []
  let volume = 0
  for (const { time, last = ZERO, totalVolume = volume } of quotes) {
    if (last === ZERO || time <= (prints.at(-1)?.time ?? 0)) continue
    prints.push({ time, price: last as Money, size: Math.max(0, totalVolume - volume) })
    volume = Math.max(volume, totalVolume)
  }
  return prints
}

function seenAt(seen: SeenQuote): EpochMs {
  return seen.seenAt
}

function printedAt(print: Print): EpochMs {
  return print.time
}

/** Of the last item at or before a moment; -1 before the first. */
function placeAt<Item>(items: readonly Item[], at: EpochMs, timeOf: (item: Item) => EpochMs): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (timeOf(items[middle] as Item) <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}
