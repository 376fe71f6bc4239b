import { Temporal } from 'temporal-polyfill'
import { DAY_MS, type EpochMs, type ExchangeDate, MINUTE_MS, SECOND_MS } from './instant.ts'
import { newYorkOffsetMs } from './new-york-offset.ts'

const MINUTES_A_DAY = 1_440
const DATE_TEXT = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const EPOCH_DATE = Temporal.PlainDate.from('1970-01-01')
/** 1970-01-01 was a Thursday, counted from Sunday = 0. */
const EPOCH_WEEKDAY = 4

/** Sunday is 0, Saturday 6. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6

/** Takes a plain number of milliseconds as a moment; anything but a whole number throws. */
export function epochMs(milliseconds: number): EpochMs {
  if (Number.isSafeInteger(milliseconds)) return milliseconds as EpochMs
  throw new RangeError(`not a moment: ${milliseconds} (allowed: whole milliseconds since 1970)`)
}

/** Reads a date such as "2022-03-14"; any other shape or a day that does not exist throws. */
export function parseExchangeDate(text: string): ExchangeDate {
  if (DATE_TEXT.test(text) && isExistingDay(text)) return text as ExchangeDate
  throw new RangeError(`not a date: "${text}" (allowed: an existing day written YYYY-MM-DD)`)
}

/** The date on New York's calendars at a moment. */
export function exchangeDate(at: EpochMs): ExchangeDate {
  return dateOfDay(Math.floor(wallMs(at) / DAY_MS))
}

/** Whole minutes on New York's wall clock since midnight: 570 at 09:30, on the days of a clock change too. */
export function minuteOfDay(at: EpochMs): number {
  return Math.floor(millisecondOfDay(at) / MINUTE_MS)
}

/**
 * The moment at which New York's wall clock shows a minute (0 to 1439) of a date. In the spring 02:00 to 02:59 are
 * skipped: such a minute counts from where it would have been, 02:30 is 03:30. In the autumn 01:00 to 01:59 come
 * twice: the first one is meant.
 */
export function exchangeInstant(date: ExchangeDate, minuteOfDay: number): EpochMs {
  if (!Number.isInteger(minuteOfDay) || minuteOfDay < 0 || minuteOfDay >= MINUTES_A_DAY)
    throw new RangeError(`not a minute of the day: ${minuteOfDay} (allowed: 0 to ${MINUTES_A_DAY - 1})`)
  const wall = dayOf(date) * DAY_MS + minuteOfDay * MINUTE_MS
  // Clock changes are months apart, so that the offsets of the days around it are the only candidates.
  const offsetBefore = newYorkOffsetMs(wall - DAY_MS)
  const offsetAfter = newYorkOffsetMs(wall + DAY_MS)
  const isAfterChange =
    newYorkOffsetMs(wall - offsetBefore) !== offsetBefore &&
    newYorkOffsetMs(wall - offsetAfter) === offsetAfter
  return (wall - (isAfterChange ? offsetAfter : offsetBefore)) as EpochMs
}

/** The date a number of days later, or earlier when negative. */
export function addDays(date: ExchangeDate, days: number): ExchangeDate {
  return dateOfDay(dayOf(date) + days)
}

/** The day of the week of a date. */
export function weekday(date: ExchangeDate): Weekday {
  return ((((dayOf(date) + EPOCH_WEEKDAY) % 7) + 7) % 7) as Weekday
}

/** Whether a date is a Saturday or a Sunday. */
export function isWeekend(date: ExchangeDate): boolean {
  return weekday(date) === 0 || weekday(date) === 6
}

/** A moment as the owner reads it in New York: "09:36", "09:36:05" or "2022-03-14 09:36". */
export function formatEt(at: EpochMs, style: 'time' | 'time-seconds' | 'date-time'): string {
  const minute = minuteOfDay(at)
  const time = `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`
  switch (style) {
    case 'time':
      return time
    case 'time-seconds':
      return `${time}:${twoDigits(Math.floor((millisecondOfDay(at) % MINUTE_MS) / SECOND_MS))}`
    case 'date-time':
      return `${exchangeDate(at)} ${time}`
  }
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

/** New York's wall clock as if it were UTC. */
function wallMs(at: EpochMs): number {
  return at + newYorkOffsetMs(at)
}

function millisecondOfDay(at: EpochMs): number {
  const wall = wallMs(at)
  return wall - Math.floor(wall / DAY_MS) * DAY_MS
}

// Each date is converted once: a backtest asks for the same few thousand dates for every bar.
const dayByDate = new Map<ExchangeDate, number>()
const dateByDay = new Map<number, ExchangeDate>()

/** Days since 1970-01-01. */
function dayOf(date: ExchangeDate): number {
  const known = dayByDate.get(date)
  if (known !== undefined) return known
  const { days } = EPOCH_DATE.until(parseExchangeDate(date))
  dayByDate.set(date, days)
  return days
}

function dateOfDay(day: number): ExchangeDate {
  const known = dateByDay.get(day)
  if (known !== undefined) return known
  const date = parseExchangeDate(EPOCH_DATE.add({ days: day }).toString())
  dateByDay.set(day, date)
  return date
}

/** A day past the end of its month is pulled back by the library and then reads differently. */
function isExistingDay(text: string): boolean {
  const [year, month, day] = text.split('-').map(Number) as [number, number, number]
  return Temporal.PlainDate.from({ year, month, day }).toString() === text
}
