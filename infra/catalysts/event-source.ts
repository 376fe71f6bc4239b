import type { CatalystEvent } from '../../shared/catalysts/catalyst-event.ts'
import type { EventsAsked } from '../../shared/ports/catalyst-events.ts'

/**
 * One place that tells events: of the asked symbols and within the span, in no order. Throws `ProviderError` or
 * `BrokerError` when it could not be read.
 */
export interface EventSource {
  events(asked: EventsAsked): Promise<readonly CatalystEvent[]>
}
