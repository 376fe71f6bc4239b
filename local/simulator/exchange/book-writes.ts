import type { DocumentPath, Write } from '../../../shared/ports/store.ts'
import type { Books } from './books.ts'
import type { AccountDocument, OrderDocument, PreviewDocument } from './documents.ts'

/** Names the account of some books; its key is part of every path, so that accounts may share a store. */
export interface BookOwner {
  readonly accountIdKey: string
}

/** Where the account document lies. */
export function accountPath({ accountIdKey }: BookOwner): DocumentPath {
  return `simulator-account/${accountIdKey}`
}

/** What the account document says. */
export function accountValue(books: Books, { accountIdKey }: BookOwner) {
  const { account, settledTo, nextOrderNumber, nextPreviewNumber } = books
  return {
    accountIdKey,
    account,
    settledTo,
    nextOrderNumber,
    nextPreviewNumber,
  } satisfies AccountDocument
}

/**
 * The writes that turn the orders and previews of one state into those of the next; unchanged ones are not
 * touched.
 */
export function orderAndPreviewWrites(before: Books, after: Books, owner: BookOwner): readonly Write[] {
  const { accountIdKey } = owner
  const orders = [...after.orders.values()].filter((order) => before.orders.get(order.orderId) !== order)
  const added = [...after.previews.values()].filter(({ previewId }) => !before.previews.has(previewId))
  const removed = [...before.previews.keys()].filter((previewId) => !after.previews.has(previewId))
  return [
    ...orders.map((order): Write => {
      const value = { accountIdKey, number: Number(order.orderId), order } satisfies OrderDocument
      return { kind: 'set', path: `simulator-orders/${accountIdKey}-${order.orderId}`, value }
    }),
    ...added.map((preview): Write => {
      const value = { accountIdKey, preview } satisfies PreviewDocument
      return { kind: 'set', path: previewPath(owner, preview.previewId), value }
    }),
    ...removed.map((previewId): Write => ({ kind: 'delete', path: previewPath(owner, previewId) })),
  ]
}

function previewPath({ accountIdKey }: BookOwner, previewId: string): DocumentPath {
  return `simulator-previews/${accountIdKey}-${previewId}`
}
