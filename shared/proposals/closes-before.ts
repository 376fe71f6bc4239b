import type { RadarEvent } from '../catalysts/radar-card.ts'
import { addDays } from '../time/exchange-time.ts'
import { nextOpenDay } from '../time/market-calendar.ts'

/**
 * How many sessions close before an event happens, that of the day on which it is seen among them: so many days a play before it may
 * last, since it is sold at the close of its last day. An event of which only the date is known may come before the open.
 */
export function closesBefore({ date, daysAhead, moment }: RadarEvent): number {
  const seenOn = addDays(date, -daysAhead)
  const last = moment === 'after-close' ? date : addDays(date, -1)
  let closes = 0
  for (let day = nextOpenDay(addDays(seenOn, -1)); day <= last; day = nextOpenDay(day)) closes += 1
  return closes
}
