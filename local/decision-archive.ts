import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { SqliteStore } from '../infra/store/sqlite-store.ts'
import { type Alert, alertSchema } from '../shared/alerts/alert.ts'
import { readDecisionStory } from '../shared/cycles/questions/decision-story.ts'
import { STATE_PATH } from '../shared/cycles/tick.ts'
import type { OrderRecord } from '../shared/orders/order-record.ts'
import type { Store } from '../shared/ports/store.ts'
import { type DecisionRecord, decisionRecordSchema } from '../shared/signals/decision-record.ts'
import type { DecisionStory } from '../shared/signals/explain.ts'
import { tradingStateSchema } from '../shared/state/trading-state.ts'
import { epochMs } from '../shared/time/exchange-time.ts'
import { UsageError } from './failure.ts'

const FILE = 'openbell.sqlite'

/** To whoever opens the store of another run nothing that was kept has expired: its days are not those of the wall. */
export const BEFORE_EVERYTHING = {
  now: () => epochMs(0),
  sleep: async () => {
    throw new Error('an archive does not wait')
  },
}

/** A recorded decision and the name it is asked for by. */
export interface NamedDecision {
  readonly decisionId: string
  readonly decision: DecisionRecord
}

/** Opens the store of a folder, or of the newest run below it; throws `UsageError` where there is none. */
export function openArchive(folder: string): Store {
  const file = storeFile(resolve(folder))
  if (file === undefined)
    throw new UsageError(
      `--store ${folder}: no ${FILE} there or in a folder below it; ` +
        'name the folder of a run, or make one with `openbell demo --store FOLDER`',
    )
  return SqliteStore.open({ file, clock: BEFORE_EVERYTHING })
}

/** The store of a folder, or of the newest run below it. */
export function storeFile(folder: string): string | undefined {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return undefined
  const own = join(folder, FILE)
  if (existsSync(own)) return own
  return readdirSync(folder)
    .map((run) => join(folder, run, FILE))
    .filter((file) => existsSync(file))
    .sort((first, second) => statSync(second).mtimeMs - statSync(first).mtimeMs)[0]
}

/** The recorded decisions, oldest first, of one symbol or date where asked for. */
export async function listDecisions(
  store: Store,
  where: { readonly symbol?: string; readonly date?: string },
): Promise<readonly NamedDecision[]> {
  const documents = await store.query({ collection: 'decisions', where: { ...where } })
  return documents.map(({ path, value }) => ({
    decisionId: path.slice('decisions/'.length),
    decision: decisionRecordSchema.parse(value),
  }))
}

/** Collects all that the store holds about one decision; nothing when there is no such decision. */
export async function readStory(store: Store, decisionId: string): Promise<DecisionStory | undefined> {
  const document = await store.get(STATE_PATH)
  const state = document ? tradingStateSchema.parse(document.value) : { orders: {} }
  const story = await readDecisionStory({ store, state }, decisionId)
  return story && { ...story, alerts: await readAlerts(store, story.orders) }
}

/** An alert belongs to the story when its id names one of the orders or the position they are for. */
async function readAlerts(store: Store, orders: readonly OrderRecord[]): Promise<readonly Alert[]> {
  const names = new Set<string>(orders.flatMap(({ intentId, purpose }) => [intentId, purpose.positionId]))
  const bought = new Set(orders.flatMap(({ orderId }) => (orderId === undefined ? [] : [`buy-${orderId}-`])))
  const documents = await store.query({
    collection: 'outbox',
    orderBy: { field: 'time', direction: 'ascending' },
  })
  return documents
    .map(({ value: { status: _, ...alert } }) => alertSchema.parse(alert))
    .filter(
      ({ alertId }) =>
        [...names].some((name) => alertId.includes(name)) ||
        [...bought].some((prefix) => alertId.startsWith(prefix)),
    )
}
