import { z } from 'zod'
import { type CalendarException, calendarExceptionSchema } from '../time/calendar-exception.ts'
import { marketDay } from '../time/market-calendar.ts'

/** The exchange's calendar begins here. */
const FIRST_DATE = '1990-01-01'

/**
 * One-off closures, early closes and days without new positions, which the yearly rules of the exchange do not know (spec §2).
 * A date may stand there once for each kind.
 */
export const calendarSection = z
  .array(calendarExceptionSchema)
  .superRefine((days, context) => {
    for (const [index, day] of days.entries()) {
      const refused = tooOld(day) ?? repeated(day, days.slice(0, index)) ?? closedBefore(day)
      if (refused) context.addIssue({ code: 'custom', ...refused, path: [index, ...refused.path] })
    }
  })
  .prefault([])

interface Refused {
  readonly path: readonly string[]
  readonly message: string
}

function tooOld({ date }: CalendarException): Refused | undefined {
  if (date >= FIRST_DATE) return undefined
  return { path: ['date'], message: `${date} is too old; allowed: ${FIRST_DATE} or later` }
}

function repeated(day: CalendarException, before: readonly CalendarException[]): Refused | undefined {
  const isThere = before.some(({ date, kind }) => date === day.date && kind === day.kind)
  if (!isThere) return undefined
  return { path: ['date'], message: `${day.date} is there twice as ${day.kind}; allowed: once for each kind` }
}

/** The door of a function knows the rules alone: nothing may be open that is closed by them. */
function closedBefore(exception: CalendarException): Refused | undefined {
  if (exception.kind !== 'earlyClose') return undefined
  const day = marketDay(exception.date)
  if (day.kind === 'closed' || day.earlyClose === undefined) return undefined
  const late = marketDay(exception.date, [exception])
  if (late.kind === 'closed' || late.closeMinute <= day.closeMinute) return undefined
  return {
    path: ['closeTime'],
    message: `${exception.closeTime} is after the close of ${exception.date} by the exchange's rules (${day.earlyClose}); allowed: not later than that`,
  }
}
