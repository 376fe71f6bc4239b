import type { Ticker } from '../domain/ids.ts'
import type { MarketRegime } from '../symbols/market-regime.ts'
import type { Unranked } from '../symbols/selector.ts'
import type { WatchedSymbol } from '../symbols/watchlist-score.ts'
import { exchangeDate } from '../time/exchange-time.ts'
import { marketDay } from '../time/market-calendar.ts'
import { selectBeforeOpen } from './day-selection.ts'
import { type Finished, runAnyTime } from './run-tick.ts'
import type { NotRun, Trigger } from './trigger.ts'
import { prepareUniverse, savedUniverse, writeTape } from './universe-plan.ts'
import type { World } from './world.ts'

/** What the preparation found, as the door answers it. */
export interface PrepareDone {
  readonly symbols: number
  readonly regime: MarketRegime
  readonly watchlist: readonly WatchedSymbol[]
  readonly selected: readonly Ticker[]
  readonly unranked: readonly Unranked[]
}

interface AlreadyPrepared {
  readonly note: string
}

/**
 * Builds the day before it opens (spec §2): plans and warm tapes from completed days, market regime, watchlist, first
 * selection. Calling it again before the open builds the day anew; once scans have a tape of the day it is left alone.
 */
export async function prepareDay(
  world: World,
  trigger: Trigger,
): Promise<((PrepareDone | AlreadyPrepared) & Finished) | NotRun> {
  const now = world.clock.now()
  const today = marketDay(exchangeDate(now), world.calendar)
  if (today.kind === 'closed') return { status: 'skipped', reason: `market-closed: ${today.name}` }
  if (now >= today.closeAt) return { status: 'skipped', reason: 'the session is over' }
  return runAnyTime<PrepareDone | AlreadyPrepared>(world, trigger, today.date, async (tick) => {
    if (now >= today.openAt && (await savedUniverse(tick)))
      return { note: 'the session is under way and the day was prepared before' }
    const { tape, prepared } = await prepareUniverse(tick)
    writeTape(tick, tape)
    const selection = selectBeforeOpen(tick, prepared)
    const { regime, watchlist } = prepared
    const { length: universe } = world.instruments
    const { selected, unranked } = selection
    return { symbols: universe, regime, watchlist, selected, unranked }
  })
}
