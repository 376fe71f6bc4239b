import { Temporal } from 'temporal-polyfill'
import type { EpochMs } from './instant.ts'

/** Where there may be a name; the library would also take a distance from UTC, or the zone in a whole date. */
const ZONE_NAME = /^[a-z][\w+/-]*$/i

/** Whether the time zone database knows a name such as "Europe/Berlin". */
export function isKnownZone(name: string): boolean {
  if (!ZONE_NAME.test(name)) return false
  try {
    wallClockAt(0 as EpochMs, name)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** What the wall clock of a time zone shows at a moment: "16:15". Throws for a zone that is not known. */
export function formatLocalTime(at: EpochMs, zone: string): string {
  return wallClockAt(at, zone).toString({ smallestUnit: 'minute' })
}

function wallClockAt(at: EpochMs, zone: string): Temporal.PlainTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainTime()
}
