import type { Ticker } from '../domain/ids.ts'
import type { Trade } from '../domain/trade.ts'
import type { DayTotals } from '../state/trading-state.ts'
import { formatEt } from '../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../time/instant.ts'
import type { Alert } from './alert.ts'
import { ARM } from './offers.ts'
import { counted, todayWords } from './wording.ts'

/** How the session begins. */
export interface Opening {
  readonly date: ExchangeDate
  readonly time: EpochMs
  readonly closeAt: EpochMs
  readonly mode: Trade['mode']
  /** Whether orders may be sent; `not-needed` where no real money is at stake. */
  readonly arming: 'armed' | 'not-armed' | 'not-needed'
  /** How many symbols there are, and how many of them may be entered. */
  readonly universe: number
  readonly selected: number
  /** Why the owner wants no new position today. */
  readonly noTrade?: string
}

/** Tells that the session has begun, and with what. */
export function marketOpenAlert(opening: Opening): Alert {
  const { date, time, closeAt, arming, universe, selected, noTrade } = opening
  return {
    alertId: `market-open-${date}`,
    type: 'MARKET_OPEN',
    urgency: 'info',
    time,
    text: [
      'MARKET OPEN',
      modeWords(opening),
      `${selected} of ${counted(universe, 'symbol')} may be entered`,
      ...(noTrade === undefined ? [] : [`No new positions today: ${noTrade}`]),
      `${formatEt(time, 'date-time')} ET, closes ${formatEt(closeAt, 'time')} ET`,
    ].join('\n'),
    ...(arming === 'not-armed' && { offers: [ARM] }),
  }
}

/** Tells that the session is over; shares still held make it critical, as nothing may stay open overnight. */
export function marketCloseAlert(
  day: DayTotals,
  { time, held }: { readonly time: EpochMs; readonly held: readonly Ticker[] },
): Alert {
  return {
    alertId: `market-close-${day.date}`,
    type: 'MARKET_CLOSE',
    urgency: held.length > 0 ? 'critical' : 'info',
    time,
    text: [
      'MARKET CLOSED',
      todayWords(day),
      ...(held.length > 0 ? stillHeldLines(held) : ['Flat: nothing is held.']),
      `${formatEt(time, 'date-time')} ET`,
    ].join('\n'),
  }
}

/** Nothing can be sold any more by itself, so that this is the owner's. */
export function stillHeldLines(held: readonly Ticker[]): readonly string[] {
  return [`STILL HELD: ${held.join(', ')}.`, 'Close these by hand at the broker.']
}

function modeWords({ mode, arming }: Opening): string {
  if (mode === 'DEMO') return 'DEMO: fills are simulated'
  switch (arming) {
    case 'armed':
      return 'LIVE, armed: orders with real money'
    case 'not-armed':
      return 'LIVE, NOT ARMED: nothing is bought until /arm'
    case 'not-needed':
      return 'LIVE on the simulator: no real money'
  }
}
