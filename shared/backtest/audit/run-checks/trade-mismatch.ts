import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import { type RoundTrip, roundTrips } from '../round-trips.ts'
import type { RecordedTrade } from '../run-record.ts'
import type { RunView } from '../run-view.ts'
import { dollars, moment } from '../told.ts'

/**
 * Trades whose P&L is not what their fills earned, trades that no fills explain, and positions that were closed without
 * a trade. A position may have been told as several trades; then they must add up.
 */
export function tradeMismatch({ fills, record }: RunView): Audit {
  const trips = roundTrips(fills.map(({ fill }) => fill))
  const tripsBySymbol = Map.groupBy(trips, ({ symbol }) => symbol)
  const tradesByTrip = new Map<RoundTrip, RecordedTrade[]>()
  const strays: RecordedTrade[] = []
  for (const trade of record.trades) {
    const trip = tripsBySymbol.get(trade.symbol)?.find((candidate) => isPartOf(trade, candidate))
    if (trip) tradesByTrip.set(trip, [...(tradesByTrip.get(trip) ?? []), trade])
    else strays.push(trade)
  }
  return judged({
    name: 'trade-mismatch',
    severity: 'fault',
    items: [...trips, ...strays],
    judge: (item) => {
      const text = 'pnl' in item ? strayText(item) : tripProblem(item, tradesByTrip.get(item) ?? [])
      if (text === undefined) return undefined
      return { text, symbol: item.symbol, at: 'pnl' in item ? item.exitTime : item.until }
    },
  })
}

function isPartOf({ entryTime, exitTime }: RecordedTrade, trip: RoundTrip): boolean {
  return entryTime >= trip.from && exitTime <= trip.until
}

function strayText({ quantity, symbol, entryTime, exitTime }: RecordedTrade): string {
  return `no fills explain a trade of ${quantity} ${symbol} from ${moment(entryTime)} to ${moment(exitTime)}`
}

function tripProblem(trip: RoundTrip, trades: readonly RecordedTrade[]): string | undefined {
  // What is still open has earned nothing certain yet; parts of it that were sold are not judged.
  if (trip.until === Infinity) return undefined
  const about = `${trip.symbol} held from ${moment(trip.from)} to ${moment(trip.until)}`
  if (trades.length === 0) return `${about}: no trade was recorded`
  const pnl = trades.reduce((sum, trade) => sum + trade.pnl, 0)
  const within = trades.reduce((sum, { pnlWithin = 0 }) => sum + pnlWithin, 0)
  // Each part that fees are spread over can round once.
  if (Math.abs(pnl - trip.earned) > trades.length - 1 + within)
    return `${about}: P&L is ${dollars(pnl)}, the fills less fees make it ${dollars(trip.earned)}`
  const [only] = trades
  if (trades.length > 1 || !trip.isPlain || only!.quantity === trip.bought) return undefined
  return `${about}: ${only!.quantity} shares in the trade, ${trip.bought} in the fills`
}
