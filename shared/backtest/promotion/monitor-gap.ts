import { exchangeDate } from '../../time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, SECOND_MS } from '../../time/instant.ts'
import { marketDay, nextOpenDay } from '../../time/market-calendar.ts'
import type { DayRecord } from './day-record.ts'
import type { KeptRun } from './kept-run.ts'

/** The longest time between two looks while something was held, or why it is not known. */
type MonitorGap = { readonly seconds: number } | { readonly unknown: string }

/** Part of a regular session in which something was held. */
interface HeldStretch {
  readonly date: ExchangeDate
  readonly from: EpochMs
  readonly to: EpochMs
}

/**
 * Measures how long positions went unwatched within regular sessions: from entry to the first look, from look to look, and
 * from the last look to the exit. One day with a position and without a record makes the whole unknown.
 */
export function longestMonitorGap(run: KeptRun, records: readonly DayRecord[]): MonitorGap {
  const stretches = heldStretches(run)
  if (stretches.length === 0) return { unknown: 'because nothing was held' }
  const byDate = new Map(records.map((record) => [record.date, record]))
  const blind = stretches.find(({ date }) => byDate.get(date)?.looks === undefined)
  if (blind) return { unknown: `because no run of the monitor is kept of ${blind.date}` }
  const gaps = stretches.map((stretch) => longestGap(stretch, byDate.get(stretch.date)?.looks ?? []))
  return { seconds: Math.max(...gaps) / SECOND_MS }
}

/** Dates on which something was held within the session, ascending. */
export function datesHeld(run: KeptRun): readonly ExchangeDate[] {
  return [...new Set(heldStretches(run).map(({ date }) => date))].toSorted()
}

function heldStretches({ trades, state }: KeptRun): readonly HeldStretch[] {
  const lastRun = Math.max(0, ...Object.values(state?.lastRuns ?? {})) as EpochMs
  const stillHeld = Object.values(state?.positions ?? {})
  return [
    ...trades.flatMap(({ entryTime, exitTime }) => withinSessions(entryTime, exitTime)),
    ...stillHeld.flatMap(({ openedAt }) => withinSessions(openedAt, lastRun)),
  ]
}

/** A night and a holiday need no look. */
function withinSessions(from: EpochMs, to: EpochMs): readonly HeldStretch[] {
  const stretches: HeldStretch[] = []
  for (let date = exchangeDate(from); date <= exchangeDate(to); date = nextOpenDay(date)) {
    const day = marketDay(date)
    if (day.kind === 'closed') continue
    const stretch = {
      date,
      from: Math.max(from, day.openAt) as EpochMs,
      to: Math.min(to, day.closeAt) as EpochMs,
    }
    if (stretch.from < stretch.to) stretches.push(stretch)
  }
  return stretches
}

function longestGap({ from, to }: HeldStretch, looks: readonly EpochMs[]): number {
  const moments = [from, ...looks.filter((at) => at > from && at < to), to]
  return Math.max(...moments.slice(1).map((at, index) => at - (moments[index] ?? at)))
}
