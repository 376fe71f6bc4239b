import { exchangeDate } from '../../../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../../../time/instant.ts'
import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import type { RecordedFill } from '../run-record.ts'
import type { RunView } from '../run-view.ts'

interface SessionEnd {
  readonly symbol: string
  readonly date: ExchangeDate
  readonly shares: number
  readonly at: EpochMs
}

/**
 * Positions held over a close by a run that promises to be flat at it. Where a market order to sell them was working and
 * the volume did not take it, that is a warning: it happened, and the figures show it.
 */
export function overnight(run: RunView): Audit {
  return judged({
    name: 'overnight',
    severity: 'fault',
    items: sessionEnds(run),
    judge: (end) => {
      const { symbol, date, shares, at } = end
      if (shares === 0) return undefined
      const held = `${shares} shares of ${symbol} were held over the close of ${date}`
      if (offeredShares(end, run) < shares) return { text: held, symbol, at }
      return { text: `${held}: on sale, but not sold in time`, symbol, at, severity: 'warning' }
    },
  })
}

/** What is left of each symbol after the last fill of each date it traded on. */
function sessionEnds({ fills, record, calendar }: RunView): Iterable<SessionEnd> {
  const held = new Map<string, number>()
  const ends = new Map<string, SessionEnd>()
  for (const { fill } of fills) {
    const { symbol, side, quantity, time } = fill
    const shares = (held.get(symbol) ?? 0) + (side === 'BUY' ? quantity : -quantity)
    held.set(symbol, shares)
    const date = exchangeDate(time)
    ends.set(`${symbol} ${date}`, { symbol, date, shares, at: time })
  }
  const endOfRun = record.marks.at(-1)?.time ?? 0
  return [...ends.values()].filter(({ date }) => {
    const day = calendar(date)
    return day?.kind === 'open' && day.closeAt <= endOfRun
  })
}

/** What market orders of the date were still to sell after its last fill. */
function offeredShares({ symbol, date, at }: SessionEnd, { record }: RunView): number {
  const fills = record.fills.filter((fill) => fill.symbol === symbol && fill.time <= at)
  const soldByOrder = Map.groupBy(fills, ({ orderId }) => orderId)
  return record.orders
    .filter((order) => order.symbol === symbol && order.side === 'SELL' && order.type === 'MARKET')
    .filter(({ decidedAt }) => exchangeDate(decidedAt) === date)
    .map(({ orderId, quantity }) => quantity - sharesOf(soldByOrder.get(orderId) ?? []))
    .reduce((sum, shares) => sum + shares, 0)
}

function sharesOf(fills: readonly RecordedFill[]): number {
  return fills.reduce((sum, { quantity }) => sum + quantity, 0)
}
