import type { OrderRecord } from '../../orders/order-record.ts'
import type { Store } from '../../ports/store.ts'
import { decisionRecordSchema } from '../../signals/decision-record.ts'
import type { DecisionStory } from '../../signals/explain.ts'
import { orderRecordSchema, tradeSchema } from '../../state/document-schemas.ts'
import type { TradingState } from '../../state/trading-state.ts'

/** What a store holds about a decision, the alerts left out: looking for those takes the whole outbox. */
export type QuietStory = Omit<DecisionStory, 'alerts'>

/** A position is looked at once a minute at most, and each look leaves one decision at most. */
const EXITS_READ_MAX = 400
const ORDERS_READ_MAX = 100
const TRADES_READ_MAX = 20

/** Where a decision may have left its traces. */
interface Traces {
  readonly store: Store
  readonly state: Pick<TradingState, 'orders'>
}

/**
 * Collects what followed from a decision; nothing when there is no such decision. Reads it, its orders, its trade and one document
 * for every time that its stop was moved.
 */
export async function readDecisionStory(
  { store, state }: Traces,
  decisionId: string,
): Promise<QuietStory | undefined> {
  const [document, orders, exits, trades] = await Promise.all([
    store.get(`decisions/${decisionId}`),
    readOrders({ store, state }, decisionId),
    readExits(store, decisionId),
    store.query({ collection: 'trades', where: { decisionId }, limit: TRADES_READ_MAX }),
  ])
  if (!document) return undefined
  return {
    decisionId,
    decision: decisionRecordSchema.parse(document.value),
    orders,
    exits,
    trades: trades.map(({ value: { date: _, ...trade } }) => tradeSchema.parse(trade)),
  }
}

/** An order that has not ended lies in the trading state, one that has in its own document. */
async function readOrders({ store, state }: Traces, decisionId: string): Promise<readonly OrderRecord[]> {
  const documents = await store.query({
    collection: 'orders',
    where: { decisionId },
    limit: ORDERS_READ_MAX,
  })
  const ended = documents.map(({ value }) => orderRecordSchema.parse(value))
  return [...ended, ...Object.values(state.orders).filter((order) => order.decisionId === decisionId)]
}

/** Their paths begin with date and time, so that they come in the order in which they were made. */
async function readExits(store: Store, entryDecisionId: string): Promise<QuietStory['exits']> {
  const documents = await store.query({
    collection: 'decisions',
    where: { entryDecisionId },
    limit: EXITS_READ_MAX,
  })
  return documents.flatMap(({ value }) => {
    const decision = decisionRecordSchema.parse(value)
    return 'outcome' in decision ? [decision] : []
  })
}
