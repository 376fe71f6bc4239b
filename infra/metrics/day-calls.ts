import { z } from 'zod'
import type { ProviderCall } from '../../shared/metrics/call-metrics.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { DocumentPath, Store } from '../../shared/ports/store.ts'
import { exchangeDate } from '../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'

type Counts = Readonly<Record<string, number>>

const dayCallsSchema = z.strictObject({ calls: z.record(z.string(), z.number().int().min(0)) })

/** Instances that write at the same moment; more tries than that mean something else is wrong. */
const ATTEMPTS_MAX = 10

/** Calls by provider and module for each ET day, added up over all instances and restarts. */
export class DayCalls {
  readonly #store: Store
  readonly #clock: Clock
  readonly #unsaved = new Map<ExchangeDate, Record<string, number>>()

  constructor(by: { readonly store: Store; readonly clock: Clock }) {
    this.#store = by.store
    this.#clock = by.clock
  }

  count({ provider, module }: Pick<ProviderCall, 'provider' | 'module'>): void {
    const date = exchangeDate(this.#clock.now())
    const counts = this.#unsaved.get(date) ?? {}
    const name = `${provider}/${module}`
    counts[name] = (counts[name] ?? 0) + 1
    this.#unsaved.set(date, counts)
  }

  /** Writes what was counted since the last save; when that fails it is kept for the next one. */
  async save(): Promise<void> {
    for (const date of [...this.#unsaved.keys()]) {
      const counts = this.#unsaved.get(date) ?? {}
      this.#unsaved.delete(date)
      try {
        await this.#add(date, counts)
      } catch (error) {
        this.#unsaved.set(date, sum(this.#unsaved.get(date) ?? {}, counts))
        throw error
      }
    }
  }

  /** The day's calls up to now, saved or not. */
  async of(date: ExchangeDate): Promise<Counts> {
    const document = await this.#store.get(pathOf(date))
    return sum(document ? dayCallsSchema.parse(document.value).calls : {}, this.#unsaved.get(date) ?? {})
  }

  async #add(date: ExchangeDate, counts: Counts): Promise<void> {
    const path = pathOf(date)
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const document = await this.#store.get(path)
      const saved = document ? dayCallsSchema.parse(document.value).calls : {}
      const value = { calls: sum(saved, counts) }
      const result = await this.#store.commit([
        document
          ? { kind: 'update', path, value, ifVersion: document.version }
          : { kind: 'create', path, value },
      ])
      if (result.ok) return
    }
    throw new Error(`${path} was changed by others ${ATTEMPTS_MAX} times in a row`)
  }
}

function pathOf(date: ExchangeDate): DocumentPath {
  return `metrics/${date}`
}

function sum(first: Counts, second: Counts): Record<string, number> {
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])].sort()
  return Object.fromEntries(names.map((name) => [name, (first[name] ?? 0) + (second[name] ?? 0)]))
}
