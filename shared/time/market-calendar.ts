import type { CalendarException } from './calendar-exception.ts'
import type { EarlyClose } from './early-close-rules.ts'
import { addDays, exchangeInstant, formatEt, isWeekend } from './exchange-time.ts'
import { HISTORICAL_DAYS } from './historical-days.ts'
import type { EpochMs, ExchangeDate } from './instant.ts'
import { rulesOf } from './year-rules.ts'

const FIRST_DATE = '1990-01-01'
const OPEN_MINUTE = 570
const CLOSE_MINUTE = 960
/** The longest closure since 1990 was four weekdays; a search that runs on means a wrong operator document. */
const SEARCH_DAYS_MAX = 60

/** What the exchange does on one date; minutes are those of New York's wall clock. */
export type MarketDay =
  | { readonly kind: 'closed'; readonly date: ExchangeDate; readonly name: string }
  | {
      readonly kind: 'open'
      readonly date: ExchangeDate
      readonly openMinute: typeof OPEN_MINUTE
      readonly closeMinute: number
      readonly openAt: EpochMs
      readonly closeAt: EpochMs
      /** Why the session ends before 16:00. */
      readonly earlyClose?: string
      /** Why the owner wants no new position today. */
      readonly noTrade?: string
    }

/** A day with a session. */
export type OpenDay = Extract<MarketDay, { readonly kind: 'open' }>

/** A weekday on which the exchange is closed or closes early. */
export type SpecialDay =
  | { readonly date: ExchangeDate; readonly name: string; readonly kind: 'closed' }
  | {
      readonly date: ExchangeDate
      readonly name: string
      readonly kind: 'earlyClose'
      /** "13:00" */
      readonly closeTime: string
    }

/**
 * The exchange's day from the yearly rules, the one-off days of the past and the operator's exceptions. A closure
 * wins over everything; an operator's early close replaces the one of the rules.
 */
export function marketDay(date: ExchangeDate, exceptions: readonly CalendarException[] = []): MarketDay {
  if (date < FIRST_DATE)
    throw new RangeError(`no market calendar for ${date} (allowed: ${FIRST_DATE} or later)`)
  const special = exceptions.filter((exception) => exception.date === date)
  const closure = closureName(date, special)
  if (closure !== undefined) return { kind: 'closed', date, name: closure }
  const early = earlyCloseOn(date, special)
  const noTrade = special.find(({ kind }) => kind === 'noTrade')
  const closeMinute = early?.closeMinute ?? CLOSE_MINUTE
  return {
    kind: 'open',
    date,
    openMinute: OPEN_MINUTE,
    closeMinute,
    openAt: exchangeInstant(date, OPEN_MINUTE),
    closeAt: exchangeInstant(date, closeMinute),
    ...(early && { earlyClose: early.name }),
    ...(noTrade && { noTrade: noTrade.name }),
  }
}

/** The weekdays from one date to another, both included, on which the exchange is closed or closes early. */
export function specialDays(range: {
  readonly from: ExchangeDate
  readonly to: ExchangeDate
  readonly exceptions?: readonly CalendarException[]
}): readonly SpecialDay[] {
  const found: SpecialDay[] = []
  for (let date = range.from; date <= range.to; date = addDays(date, 1)) {
    const special = isWeekend(date) ? undefined : specialDay(marketDay(date, range.exceptions))
    if (special) found.push(special)
  }
  return found
}

/** The first date after this one on which the exchange opens. */
export function nextOpenDay(date: ExchangeDate, exceptions?: readonly CalendarException[]): ExchangeDate {
  return searchOpenDay(date, 1, exceptions)
}

/** The last date before this one on which the exchange opened. */
export function previousOpenDay(date: ExchangeDate, exceptions?: readonly CalendarException[]): ExchangeDate {
  return searchOpenDay(date, -1, exceptions)
}

function searchOpenDay(
  from: ExchangeDate,
  step: 1 | -1,
  exceptions: readonly CalendarException[] | undefined,
): ExchangeDate {
  for (let distance = 1; distance <= SEARCH_DAYS_MAX; distance += 1) {
    const date = addDays(from, step * distance)
    if (marketDay(date, exceptions).kind === 'open') return date
  }
  const direction = step === 1 ? 'after' : 'before'
  throw new RangeError(
    `no open day within ${SEARCH_DAYS_MAX} days ${direction} ${from}: check the calendar exceptions`,
  )
}

function specialDay(day: MarketDay): SpecialDay | undefined {
  if (day.kind === 'closed') return { date: day.date, name: day.name, kind: 'closed' }
  if (day.earlyClose === undefined) return undefined
  return {
    date: day.date,
    name: day.earlyClose,
    kind: 'earlyClose',
    closeTime: formatEt(day.closeAt, 'time'),
  }
}

function closureName(date: ExchangeDate, exceptions: readonly CalendarException[]): string | undefined {
  if (isWeekend(date)) return 'Weekend'
  const holiday = rulesOf(date).holidays.get(date)
  if (holiday !== undefined) return holiday
  const historical = historicalDays.get(date)
  if (historical?.kind === 'closed') return historical.name
  return exceptions.find(({ kind }) => kind === 'closed')?.name
}

function earlyCloseOn(date: ExchangeDate, exceptions: readonly CalendarException[]): EarlyClose | undefined {
  const exception = exceptions.find(({ kind }) => kind === 'earlyClose') ?? historicalDays.get(date)
  if (exception?.kind !== 'earlyClose') return rulesOf(date).earlyCloses.get(date)
  const [hours, minutes] = exception.closeTime.split(':').map(Number) as [number, number]
  return { name: exception.name, closeMinute: hours * 60 + minutes }
}

const historicalDays = new Map(HISTORICAL_DAYS.map((day) => [day.date, day]))
