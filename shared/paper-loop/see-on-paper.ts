import { halfSpread } from '../backtest/costs/half-spread.ts'
import type { CatalystEvent } from '../catalysts/catalyst-event.ts'
import { averageDailyValue, expectedMovePct, RADAR_DAYS } from '../catalysts/completed-days.ts'
import { daysAhead } from '../catalysts/days-ahead.ts'
import type { RadarEvent } from '../catalysts/radar-card.ts'
import type { DailyBar } from '../domain/bar.ts'
import type { Ticker } from '../domain/ids.ts'
import { add, moneyFromNumber, subtract } from '../domain/money.ts'
import { type CatalystSight, SIGHT_DAYS } from '../proposals/catalyst-sight.ts'
import { addDays } from '../time/exchange-time.ts'
import type { ExchangeDate } from '../time/instant.ts'
import { previousOpenDay } from '../time/market-calendar.ts'
import type { PaperLoopSetup, PaperSymbol } from './paper-loop-setup.ts'
import { SymbolDays } from './symbol-days.ts'

/** An event that is longer over moves nothing any more. */
const LOOK_BACK_DAYS = 7
/** As far as a schedule is taken to have told it: the default of `catalysts.lookAheadDays`. */
const LOOK_AHEAD_DAYS = 30

/** Why a symbol could not be looked at on a morning. */
export type UnseenCode = 'no-open' | 'too-few-days' | 'old-days'

/** What a morning shows of one symbol. */
type PaperSeen =
  | { readonly status: 'seen'; readonly sight: CatalystSight }
  | { readonly status: 'unseen'; readonly code: UnseenCode }

/** One symbol of the loop, ready to be looked at. */
export interface PaperMarket {
  readonly symbol: Ticker
  readonly days: SymbolDays
  see(date: ExchangeDate): PaperSeen
}

/**
 * Looks at a symbol as it was at the open of a date: the days completed before it, the open with half of the modelled spread on
 * either side, and the events near it. No other figure of the date itself is read.
 */
export function paperMarket(
  { symbol, days: known, sectorDays }: PaperSymbol,
  { events, costs, calendar }: Pick<PaperLoopSetup, 'events' | 'costs' | 'calendar'>,
): PaperMarket {
  const days = new SymbolDays(known)
  const sector = sectorDays && new SymbolDays(sectorDays)
  const own = events.filter((event) => event.symbol === symbol).toSorted(byDate)
  const see = (date: ExchangeDate): PaperSeen => {
    const today = days.on(date)
    if (!today) return { status: 'unseen', code: 'no-open' }
    const yesterday = previousOpenDay(date, calendar)
    const completed = days.upTo(yesterday, SIGHT_DAYS)
    if (completed.length === 0) return { status: 'unseen', code: 'old-days' }
    if (completed.length < RADAR_DAYS) return { status: 'unseen', code: 'too-few-days' }
    const sectorCompleted = sector?.upTo(yesterday, SIGHT_DAYS) ?? []
    const sight: CatalystSight = {
      ...quoteAt(today.open, costs),
      ...{ days: completed, events: eventsNear(date, own) },
      averageDailyValue: averageDailyValue(completed),
      expectedMovePct: expectedMovePct(completed),
      ...(sectorCompleted.length > 0 && { sectorDays: sectorCompleted }),
    }
    return { status: 'seen', sight }
  }
  return { symbol, days, see }
}

function quoteAt(open: DailyBar['open'], costs: PaperLoopSetup['costs']): Pick<CatalystSight, 'bid' | 'ask'> {
  const middle = moneyFromNumber(open)
  const half = halfSpread(costs, middle)
  return { bid: subtract(middle, half), ask: add(middle, half) }
}

function eventsNear(date: ExchangeDate, events: readonly CatalystEvent[]): readonly RadarEvent[] {
  const [from, to] = [addDays(date, -LOOK_BACK_DAYS), addDays(date, LOOK_AHEAD_DAYS)]
  return events
    .filter((event) => event.date >= from && event.date <= to)
    .map((event) => ({ ...event, daysAhead: daysAhead(date, event.date) }))
}

function byDate(first: CatalystEvent, second: CatalystEvent): number {
  if (first.date === second.date) return 0
  return first.date < second.date ? -1 : 1
}
