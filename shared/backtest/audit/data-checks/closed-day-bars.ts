import type { Audit } from '../audit.ts'
import { barObjection } from '../bar-index.ts'
import { allSessions, type BarsView } from '../bars-view.ts'
import { judged } from '../judged.ts'

/** Dates with bars on which the exchange was closed; told once a date. */
export function closedDayBars(data: BarsView): Audit {
  return judged({
    name: 'closed-day-bars',
    severity: 'fault',
    items: allSessions(data),
    judge: ({ series, date, first, last }) => {
      const day = data.calendar(date)
      if (day?.kind !== 'closed') return undefined
      return barObjection(
        { series, bar: first },
        `${last - first + 1} bars, but the exchange is closed (${day.name})`,
      )
    },
  })
}
