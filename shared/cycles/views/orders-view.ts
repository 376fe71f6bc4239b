import type { z } from 'zod'
import type { ordersAnswer } from '../../api/answers/account-answers.ts'
import type { OrderRecord } from '../../orders/order-record.ts'
import type { Store } from '../../ports/store.ts'
import { orderRecordSchema } from '../../state/document-schemas.ts'
import type { Known } from '../questions/asked.ts'
import { orderRowOf } from './order-row.ts'

/** Orders that have not ended, then the latest `limit` that have, both newest first; one document for each that has ended. */
export async function ordersView(
  { world, state }: Known,
  { limit }: { readonly limit: number },
): Promise<Readonly<z.input<typeof ordersAnswer>>> {
  const open = Object.values(state.orders).toSorted((first, second) => second.createdAt - first.createdAt)
  const ended = await endedOrders(world.store, limit)
  return { open: open.map(orderRowOf), ended: ended.map(orderRowOf) }
}

async function endedOrders(store: Store, limit: number): Promise<readonly OrderRecord[]> {
  const documents = await store.query({
    collection: 'orders',
    orderBy: { field: 'createdAt', direction: 'descending' },
    limit,
  })
  return documents.map(({ value }) => orderRecordSchema.parse(value))
}
