import type { ExchangeDate } from '../../shared/time/instant.ts'

/**
 * Keeps what was made for a name and date, for the most recently used dates only, so that memory stays
 * bounded.
 */
export class RecentDates<Item> {
  readonly #dates = new Map<ExchangeDate, Map<string, Item>>()
  #capacity: number
  #newest: ExchangeDate | undefined

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** From now on so many dates; a run that comes back to them keeps what it has made. */
  keep(capacity: number): void {
    this.#capacity = capacity
  }

  /** The kept item, or the one `make` makes now. */
  get(name: string, date: ExchangeDate, make: () => Item): Item {
    const items = this.#touch(date)
    if (items.has(name)) return items.get(name) as Item
    const item = make()
    items.set(name, item)
    return item
  }

  #touch(date: ExchangeDate): Map<string, Item> {
    const items = this.#dates.get(date) ?? new Map<string, Item>()
    if (this.#newest === date) return items
    this.#dates.delete(date)
    this.#dates.set(date, items)
    this.#newest = date
    if (this.#dates.size > this.#capacity) this.#dates.delete(this.#dates.keys().next().value as ExchangeDate)
    return items
  }
}
