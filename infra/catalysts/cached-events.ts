import type { CatalystEvent } from '../../shared/catalysts/catalyst-event.ts'
import type { EventsAsked } from '../../shared/ports/catalyst-events.ts'
import type { LayeredCache } from '../cache/layered-cache.ts'
import type { EventSource } from './event-source.ts'

/** A source that is asked once a day for the same symbols and span; a failure is not remembered. */
export class CachedEvents implements EventSource {
  readonly #source: EventSource
  readonly #name: string
  readonly #cache: LayeredCache

  /** `name` tells the sources of one cache apart. */
  constructor(by: { readonly source: EventSource; readonly name: string; readonly cache: LayeredCache }) {
    this.#source = by.source
    this.#name = by.name
    this.#cache = by.cache
  }

  async events(asked: EventsAsked): Promise<readonly CatalystEvent[]> {
    const key = `events ${this.#name} ${asked.symbols.join()} ${asked.from} ${asked.to}`
    return this.#cache.read({ kind: 'calendar', key }, () => this.#source.events(asked))
  }
}
