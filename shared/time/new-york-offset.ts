import { Temporal } from 'temporal-polyfill'

const ZONE = 'America/New_York'

/** A stretch of time, end not included, in which New York keeps one distance from UTC. */
interface OffsetSpan {
  readonly from: number
  readonly until: number
  readonly offsetMs: number
}

// The time zone library needs microseconds to milliseconds for an answer that changes twice a year, so that each
// answer is kept with the stretch of time it holds for.
const knownSpans: OffsetSpan[] = []
let lastSpan: OffsetSpan | undefined

/** What to add to a UTC time in milliseconds to get New York's wall clock; negative all year. */
export function newYorkOffsetMs(atMs: number): number {
  if (!lastSpan || !covers(lastSpan, atMs)) {
    lastSpan = knownSpans.find((span) => covers(span, atMs)) ?? learnSpan(atMs)
  }
  return lastSpan.offsetMs
}

function covers(span: OffsetSpan, atMs: number): boolean {
  return atMs >= span.from && atMs < span.until
}

function learnSpan(atMs: number): OffsetSpan {
  const here = newYorkAt(atMs)
  const span = {
    // 'previous' looks strictly before its moment, and a change at this very moment begins this span.
    from: newYorkAt(atMs + 1).getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity,
    until: here.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity,
    offsetMs: here.offsetNanoseconds / 1_000_000,
  }
  knownSpans.push(span)
  return span
}

function newYorkAt(atMs: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(ZONE)
}
