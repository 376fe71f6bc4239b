import { addDays } from '../../../time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../../time/instant.ts'
import type { Audit } from '../audit.ts'
import type { BarsView, SessionBars } from '../bars-view.ts'
import { judged } from '../judged.ts'

interface Missing {
  readonly sessions: readonly string[]
  readonly minutes: number
  /** The date that lacks most. */
  readonly worst: { readonly date: string; readonly minutes: number }
}

/**
 * Sessions of the exchange without a bar between a symbol's first and last date, and minutes of its sessions without
 * one, counted a symbol. A minute in which nobody traded has no bar either, so that this is a warning.
 */
export function gapInBars(data: BarsView): Audit {
  return judged({
    name: 'gap-in-bars',
    severity: 'warning',
    items: data.sessions,
    judge: ([series, dates]) => {
      const missing = missingOf(dates, data)
      const parts = textsOf(missing)
      if (parts.length === 0) return undefined
      return {
        text: `${series.symbol}: ${parts.join('; ')}`,
        symbol: series.symbol,
        at: series.time[0]! as EpochMs,
      }
    },
  })
}

function textsOf({ sessions, minutes, worst }: Missing): readonly string[] {
  return [
    ...(sessions.length > 0 ? [`${sessions.length} sessions are missing, the first on ${sessions[0]}`] : []),
    ...(minutes > 0 ? [`${minutes} minutes have no bar, ${worst.minutes} of them on ${worst.date}`] : []),
  ]
}

function missingOf(dates: readonly SessionBars[], data: BarsView): Missing {
  let minutes = 0
  let worst = { date: '', minutes: 0 }
  for (const session of dates) {
    const count = missingMinutes(session, data)
    minutes += count
    if (count > worst.minutes) worst = { date: session.date, minutes: count }
  }
  return { sessions: missingSessions(dates, data), minutes, worst }
}

function missingSessions(dates: readonly SessionBars[], { calendar }: BarsView): readonly string[] {
  const present = new Set(dates.map(({ date }) => date))
  const missing: string[] = []
  const [from, to] = [dates[0]?.date, dates.at(-1)?.date]
  if (from === undefined || to === undefined) return missing
  for (let date = from; date < to; date = addDays(date, 1))
    if (!present.has(date) && calendar(date)?.kind === 'open') missing.push(date)
  return missing
}

function missingMinutes({ series, date, first, last }: SessionBars, { calendar }: BarsView): number {
  const day = calendar(date)
  if (series.interval === 'day' || day?.kind !== 'open') return 0
  let present = 0
  for (let bar = first; bar <= last; bar += 1)
    if (series.time[bar]! >= day.openAt && series.time[bar]! < day.closeAt) present += 1
  return Math.max(0, (day.closeAt - day.openAt) / MINUTE_MS - present)
}
