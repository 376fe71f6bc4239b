import type { CatalystEvents, EventsAsked } from '../ports/catalyst-events.ts'
import type { ExchangeDate } from '../time/instant.ts'
import { daysAhead } from './days-ahead.ts'
import type { RadarEvent } from './radar-card.ts'

/** Events with their distance from a date, and why some may be missing. */
export interface EventsSeen {
  readonly events: readonly RadarEvent[]
  readonly problems: readonly string[]
}

/** Reads events as they are seen on a date; without a source none is known, which is said. */
export async function readEvents(
  source: CatalystEvents | undefined,
  asked: EventsAsked,
  seenOn: ExchangeDate,
): Promise<EventsSeen> {
  if (!source) return { events: [], problems: ['no source of events is set up'] }
  const { events, problems } = await source.upcoming(asked)
  return { events: events.map((event) => ({ ...event, daysAhead: daysAhead(seenOn, event.date) })), problems }
}
