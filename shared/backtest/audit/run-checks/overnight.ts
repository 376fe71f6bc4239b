import { exchangeDate } from '../../../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../../../time/instant.ts'
import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import type { RunView } from '../run-view.ts'

interface SessionEnd {
  readonly symbol: string
  readonly date: ExchangeDate
  readonly shares: number
  readonly at: EpochMs
}

/** Positions held over a close by a run that promises to be flat at it. */
export function overnight(run: RunView): Audit {
  return judged({
    name: 'overnight',
    severity: 'fault',
    items: sessionEnds(run),
    judge: ({ symbol, date, shares, at }) => {
      if (shares === 0) return undefined
      return { text: `${shares} shares of ${symbol} were held over the close of ${date}`, symbol, at }
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
