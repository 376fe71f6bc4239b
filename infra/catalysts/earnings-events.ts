import type { CatalystEvent } from '../../shared/catalysts/catalyst-event.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { EventsAsked } from '../../shared/ports/catalyst-events.ts'
import type { Earnings } from '../../shared/ports/earnings.ts'
import type { EventSource } from './event-source.ts'

/** Earnings dates as events, e.g. Finnhub's calendar. A company that the provider does not know has none. */
export class EarningsEvents implements EventSource {
  readonly #earnings: Earnings
  readonly #source: string

  /** `source` is what an event says of where it comes from. */
  constructor(by: { readonly earnings: Earnings; readonly source: string }) {
    this.#earnings = by.earnings
    this.#source = by.source
  }

  /** One company after the other: a provider of a free plan counts calls in the second. */
  async events({ symbols, from, to }: EventsAsked): Promise<readonly CatalystEvent[]> {
    const events: CatalystEvent[] = []
    for (const symbol of symbols) events.push(...(await this.#eventsOf(symbol, { from, to })))
    return events
  }

  async #eventsOf(symbol: Ticker, span: Pick<EventsAsked, 'from' | 'to'>): Promise<readonly CatalystEvent[]> {
    const announcements = (await this.#earnings.announcements(symbol, span)) ?? []
    return announcements.map(({ date, moment }) => ({
      ...{ symbol, date, moment },
      kind: 'EARNINGS',
      source: this.#source,
    }))
  }
}
