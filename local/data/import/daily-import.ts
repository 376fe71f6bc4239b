import type { BarFolder } from '../../../infra/history/bar-folder.ts'
import type { DailyBar } from '../../../shared/domain/bar.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { hasSameValues } from './distinct-bars.ts'
import type { PlacedBar } from './placed-bar.ts'
import type { PlannedImport } from './planned-import.ts'

/** Plans the daily bars of one symbol, ascending: they are added to those of the folder, day by day. */
export function dailyImport(bars: readonly PlacedBar[], folder: BarFolder): PlannedImport {
  const { symbol } = bars[0] as PlacedBar
  const there = new Map(folder.dailyBars(symbol).map((bar) => [bar.date, bar]))
  const added = bars.filter(({ date }) => !there.has(date))
  const conflicts = bars.filter((bar) => {
    const known = there.get(bar.date)
    return known !== undefined && !hasSameValues(known, bar)
  })
  return {
    symbol,
    interval: 'day',
    from: bars[0]?.date as ExchangeDate,
    until: bars.at(-1)?.date as ExchangeDate,
    bars: bars.length,
    added: added.length,
    equal: bars.length - added.length - conflicts.length,
    replaced: conflicts.length,
    conflicts: conflicts.map(({ date }) => date),
    write: () => {
      if (added.length + conflicts.length === 0) return
      const merged = new Map([...there, ...bars.map((bar) => [bar.date, asDailyBar(bar)] as const)])
      folder.writeDailyBars(symbol, [...merged.values()].toSorted(byDate))
    },
  }
}

function asDailyBar({ date, open, high, low, close, volume }: PlacedBar): DailyBar {
  return { date, open, high, low, close, volume }
}

function byDate(first: DailyBar, second: DailyBar): number {
  return first.date < second.date ? -1 : 1
}
