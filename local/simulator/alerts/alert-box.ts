import { z } from 'zod'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { DocumentPath, Store } from '../../../shared/ports/store.ts'
import { instantSchema } from '../../../shared/state/document-schemas.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { type Alert, alertsOf } from './alert.ts'

const markSchema = z.strictObject({
  accountIdKey: z.string(),
  id: z.int(),
  readAt: instantSchema.exactOptional(),
  deletedAt: instantSchema.exactOptional(),
})

type Mark = z.infer<typeof markSchema>

/** An alert with what the customer did with it. */
export interface KeptAlert extends Alert {
  readonly readAt?: EpochMs
  readonly deletedAt?: EpochMs
}

/** The customer's inbox: alerts follow from the orders, only what was read or deleted is kept. */
export class AlertBox {
  readonly #exchange: Exchange
  readonly #store: Store
  readonly #clock: Clock

  constructor(by: { readonly exchange: Exchange; readonly store: Store; readonly clock: Clock }) {
    this.#exchange = by.exchange
    this.#store = by.store
    this.#clock = by.clock
  }

  /** All alerts, deleted ones too, newest first. */
  async all(): Promise<readonly KeptAlert[]> {
    const marks = await this.#marks()
    return alertsOf(await this.#exchange.history())
      .map((alert) => ({ ...alert, ...marks.get(alert.id) }))
      .sort((first, second) => second.createdAt - first.createdAt || second.id - first.id)
  }

  /** One alert, which counts as read from then on; `undefined` when there is none of this number. */
  async read(id: number): Promise<KeptAlert | undefined> {
    const alert = (await this.all()).find((kept) => kept.id === id)
    if (!alert || alert.readAt !== undefined) return alert
    return { ...alert, ...(await this.#mark(alert, { readAt: this.#clock.now() })) }
  }

  /** Moves alerts to the deleted ones; answers the numbers that are no alerts. */
  async delete(ids: readonly number[]): Promise<readonly number[]> {
    const alerts = await this.all()
    const failed: number[] = []
    for (const id of ids) {
      const alert = alerts.find((kept) => kept.id === id)
      if (alert?.deletedAt !== undefined || !alert) failed.push(id)
      else await this.#mark(alert, { deletedAt: this.#clock.now() })
    }
    return failed
  }

  async #mark(alert: KeptAlert, news: Pick<KeptAlert, 'readAt' | 'deletedAt'>): Promise<typeof news> {
    const { id, readAt, deletedAt } = alert
    const { accountIdKey } = this.#exchange.account
    const before = {
      ...(readAt === undefined ? {} : { readAt }),
      ...(deletedAt === undefined ? {} : { deletedAt }),
    }
    const value = { accountIdKey, id, ...before, ...news } satisfies Mark
    const path: DocumentPath = `simulator-alerts/${accountIdKey}-${id}`
    await this.#store.commit([{ kind: 'set', path, value }])
    return news
  }

  async #marks(): Promise<ReadonlyMap<number, Pick<KeptAlert, 'readAt' | 'deletedAt'>>> {
    const { accountIdKey } = this.#exchange.account
    const stored = await this.#store.query({ collection: 'simulator-alerts', where: { accountIdKey } })
    return new Map(
      stored.map(({ value }) => {
        const { accountIdKey: _, id, ...marks } = markSchema.parse(value)
        return [id, marks]
      }),
    )
  }
}
