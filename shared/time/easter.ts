import { addDays } from './exchange-time.ts'
import type { ExchangeDate } from './instant.ts'
import { calendarDate, onOrAfter } from './rule-dates.ts'

/** Easter Sunday of the Gregorian calendar: the first Sunday after the church's full moon of spring. */
export function easterSunday(year: number): ExchangeDate {
  return onOrAfter(addDays(paschalFullMoon(year), 1), 0)
}

/**
 * The full moon on or after 21 March in the church's tables, which repeat every 19 years and are moved by the
 * leap days that the Gregorian reform drops and by the moon's own slow drift, each settled once a century.
 */
function paschalFullMoon(year: number): ExchangeDate {
  const yearOfCycle = year % 19
  const century = Math.floor(year / 100)
  const droppedLeapDays = century - Math.floor(century / 4)
  const moonDrift = Math.floor((8 * century + 13) / 25)
  const daysAfterEquinox = (19 * yearOfCycle + droppedLeapDays - moonDrift + 15) % 30
  return addDays(calendarDate(year, 3, 21), daysAfterEquinox - shortening(daysAfterEquinox, yearOfCycle))
}

/** The tables never let the moon fall on 19 April, nor on the 18th twice within one cycle. */
function shortening(daysAfterEquinox: number, yearOfCycle: number): number {
  return daysAfterEquinox === 29 || (daysAfterEquinox === 28 && yearOfCycle > 10) ? 1 : 0
}
