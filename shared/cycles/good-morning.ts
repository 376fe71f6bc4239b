import { goodMorningAlert } from '../alerts/selection-alerts.ts'
import type { OpenDay } from '../time/market-calendar.ts'
import { readDayCandidates } from './day-candidates.ts'
import { readSelection } from './day-selection.ts'
import { tellOnceToday, wasToldToday } from './tell-once.ts'
import type { Tick } from './tick.ts'

/** Tells the owner once what the day will be about. A day that was not prepared is not told; the go or no go says so. */
export async function tellGoodMorning(tick: Tick, { openAt, closeAt }: OpenDay): Promise<void> {
  const { date, now: time } = tick
  if (wasToldToday(tick, `good-morning-${date}`)) return
  const [candidates, selection] = await Promise.all([readDayCandidates(tick, date), readSelection(tick)])
  if (!candidates || !selection) return
  const { regime, watchlist } = candidates
  const universe = tick.world.instruments.length
  const morning = { date, time, openAt, closeAt, universe, regime, watchlist, selection }
  tellOnceToday(tick, goodMorningAlert(morning))
}
