import type { CatalystEvent } from '../catalysts/catalyst-event.ts'
import type { Ticker } from '../domain/ids.ts'
import type { ExchangeDate } from '../time/instant.ts'

/** Which events are asked for; both dates belong to the span. */
export interface EventsAsked {
  readonly symbols: readonly Ticker[]
  readonly from: ExchangeDate
  readonly to: ExchangeDate
}

/** What is known of the events of a span. */
export interface UpcomingEvents {
  /** Ascending by date; one for a symbol, kind and date. */
  readonly events: readonly CatalystEvent[]
  /** Why a source could not be read, one sentence each: then events may be missing. */
  readonly problems: readonly string[]
}

/**
 * Events that may move a price. The promise: only what a source tells, of the asked symbols and within the span. An
 * outage is no error, it is named among the problems, so that it never looks like a quiet month.
 */
export interface CatalystEvents {
  upcoming(asked: EventsAsked): Promise<UpcomingEvents>
}
