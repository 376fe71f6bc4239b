import type { Ticker } from '../../domain/ids.ts'
import type { EpochMs } from '../../time/instant.ts'
import type { RecordedFill } from './run-record.ts'

/** A position from its first fill until it was flat. */
export interface RoundTrip {
  readonly symbol: Ticker
  readonly from: EpochMs
  /** Infinity while it is open. */
  readonly until: EpochMs
  readonly bought: number
  /** Proceeds − cost − fees in units of 1/10,000 USD. */
  readonly earned: number
  /** Whether nothing was bought after the first sale. */
  readonly isPlain: boolean
}

type Open = { -readonly [Key in keyof RoundTrip]: RoundTrip[Key] } & { held: number; hasSold: boolean }

/** Follows every position through the fills, which come in order of time. */
export function roundTrips(fills: readonly RecordedFill[]): readonly RoundTrip[] {
  const trips: RoundTrip[] = []
  const openBySymbol = new Map<Ticker, Open>()
  for (const fill of fills) {
    const open = openBySymbol.get(fill.symbol) ?? opened(fill)
    openBySymbol.set(fill.symbol, open)
    take(open, fill)
    if (open.held !== 0) continue
    open.until = fill.time
    trips.push(open)
    openBySymbol.delete(fill.symbol)
  }
  return [...trips, ...openBySymbol.values()]
}

function opened({ symbol, time }: RecordedFill): Open {
  return {
    symbol,
    from: time,
    until: Infinity as EpochMs,
    bought: 0,
    earned: 0,
    isPlain: true,
    held: 0,
    hasSold: false,
  }
}

function take(open: Open, { side, quantity, price, fees }: RecordedFill): void {
  const isBuy = side === 'BUY'
  open.held += isBuy ? quantity : -quantity
  open.bought += isBuy ? quantity : 0
  open.earned -= (isBuy ? quantity : -quantity) * price + fees
  open.isPlain &&= !(isBuy && open.hasSold)
  open.hasSold ||= !isBuy
}
