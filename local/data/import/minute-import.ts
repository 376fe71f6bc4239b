import type { BarFolder } from '../../../infra/history/bar-folder.ts'
import type { Bar } from '../../../shared/domain/bar.ts'
import type { EpochMs, ExchangeDate } from '../../../shared/time/instant.ts'
import { hasSameValues } from './distinct-bars.ts'
import type { PlacedBar } from './placed-bar.ts'
import type { PlannedImport } from './planned-import.ts'

/** Plans the minute bars of one symbol, ascending: a day of the folder is kept, added or replaced as a whole. */
export function minuteImport(bars: readonly PlacedBar[], folder: BarFolder): PlannedImport {
  const { symbol } = bars[0] as PlacedBar
  const days = Map.groupBy(bars, ({ date }) => date)
  const present = folder.minuteDates(symbol)
  const fates = [...days].map(([date, day]) => ({ date, day: day.map(asBar), isThere: present.has(date) }))
  const conflicts = fates.filter(
    ({ date, day, isThere }) => isThere && !isSameDay(day, folder.minuteBars(symbol, date)),
  )
  const added = fates.filter(({ isThere }) => !isThere)
  const dates = [...days.keys()]
  return {
    symbol,
    interval: 'minute',
    from: dates[0] as ExchangeDate,
    until: dates.at(-1) as ExchangeDate,
    bars: bars.length,
    added: added.length,
    equal: fates.length - added.length - conflicts.length,
    replaced: conflicts.length,
    conflicts: conflicts.map(({ date }) => date),
    write: () => {
      for (const { date, day } of [...added, ...conflicts]) folder.writeMinuteDay(symbol, date, day)
    },
  }
}

function asBar({ time, open, high, low, close, volume }: PlacedBar): Bar {
  return { time: time as EpochMs, open, high, low, close, volume }
}

function isSameDay(first: readonly Bar[], second: readonly Bar[]): boolean {
  return (
    first.length === second.length &&
    first.every((bar, index) => {
      const other = second[index]
      return other !== undefined && other.time === bar.time && hasSameValues(bar, other)
    })
  )
}
