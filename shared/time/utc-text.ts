import { Temporal } from 'temporal-polyfill'
import type { EpochMs } from './instant.ts'

/** A moment in UTC with milliseconds, e.g. "2026-03-02T14:30:00.000Z" (RFC 3339): the form in which machines exchange it. */
export function utcText(at: EpochMs): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'millisecond' })
}
