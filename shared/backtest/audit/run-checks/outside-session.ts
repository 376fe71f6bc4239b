import { exchangeDate } from '../../../time/exchange-time.ts'
import type { Audit } from '../audit.ts'
import { judged } from '../judged.ts'
import type { FillView, RunView } from '../run-view.ts'
import { fillText } from '../told.ts'

/** Fills when the exchange does not trade: on a closed day, before the open, from the close on. */
export function outsideSession(run: RunView): Audit {
  return judged({
    name: 'outside-session',
    severity: 'fault',
    items: run.fills,
    judge: (view) => {
      const reason = closedBecause(view, run)
      if (reason === undefined) return undefined
      return { text: `${fillText(view.fill)}: ${reason}`, symbol: view.fill.symbol, at: view.fill.time }
    },
  })
}

function closedBecause({ fill }: FillView, { calendar, seriesBySymbol }: RunView): string | undefined {
  const day = calendar(exchangeDate(fill.time))
  if (!day) return undefined
  if (day.kind === 'closed') return `the exchange is closed (${day.name})`
  if (fill.time < day.openAt) return 'before the open'
  // The closing auction belongs to a daily bar; no minute bar holds the moment of the close.
  const isDaily = seriesBySymbol.get(fill.symbol)?.interval === 'day'
  const isOver = isDaily ? fill.time > day.closeAt : fill.time >= day.closeAt
  return isOver ? 'after the close' : undefined
}
