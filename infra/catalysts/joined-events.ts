import type { CatalystEvent } from '../../shared/catalysts/catalyst-event.ts'
import { joinEvents } from '../../shared/catalysts/join-events.ts'
import { BrokerError } from '../../shared/domain/errors.ts'
import { ProviderError } from '../../shared/domain/provider-error.ts'
import type { CatalystEvents, EventsAsked, UpcomingEvents } from '../../shared/ports/catalyst-events.ts'
import type { EventSource } from './event-source.ts'

/** Events of several sources, the most trusted first; one that can't be read leaves the others as they are. */
export class JoinedEvents implements CatalystEvents {
  readonly #sources: readonly EventSource[]

  constructor(sources: readonly EventSource[]) {
    this.#sources = sources
  }

  async upcoming(asked: EventsAsked): Promise<UpcomingEvents> {
    const answers = await Promise.all(this.#sources.map((source) => read(source, asked)))
    return {
      events: joinEvents(answers.map(({ events }) => events)),
      problems: answers.flatMap(({ problem }) => problem ?? []),
    }
  }
}

async function read(
  source: EventSource,
  asked: EventsAsked,
): Promise<{ readonly events: readonly CatalystEvent[]; readonly problem?: string }> {
  try {
    return { events: await source.events(asked) }
  } catch (error) {
    if (!(error instanceof ProviderError || error instanceof BrokerError)) throw error
    return { events: [], problem: error.message }
  }
}
