import type { z } from 'zod'
import type { todayAnswer } from '../../api/answers/dashboard-answers.ts'
import { exchangeDate, isWeekend } from '../../time/exchange-time.ts'
import type { EpochMs } from '../../time/instant.ts'
import { marketDay, type OpenDay } from '../../time/market-calendar.ts'
import { utcText } from '../../time/utc-text.ts'
import { nextOpening } from '../questions/session-words.ts'
import type { World } from '../world.ts'

type Session = z.input<typeof todayAnswer>['session']

/** Where the moment lies in the trading day; nothing is read. A weekend has no name. */
export function sessionNow({ clock, calendar }: Pick<World, 'clock' | 'calendar'>): Session {
  const now = clock.now()
  const day = marketDay(exchangeDate(now), calendar)
  const next = { nextOpensAt: utcText(nextOpening(now, calendar)) }
  if (day.kind === 'closed')
    return { phase: 'closed', date: day.date, ...(!isWeekend(day.date) && { name: day.name }), ...next }
  const phase = phaseAt(now, day)
  return {
    phase,
    date: day.date,
    opensAt: utcText(day.openAt),
    closesAt: utcText(day.closeAt),
    ...(day.earlyClose !== undefined && { name: day.earlyClose }),
    ...(day.noTrade !== undefined && { noTrade: day.noTrade }),
    ...(phase === 'after' && next),
  }
}

/** The open belongs to the session, the close does not. */
function phaseAt(now: EpochMs, { openAt, closeAt }: OpenDay): 'before' | 'open' | 'after' {
  if (now < openAt) return 'before'
  return now < closeAt ? 'open' : 'after'
}
