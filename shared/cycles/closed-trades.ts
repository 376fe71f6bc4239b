import { z } from 'zod'
import type { Trade } from '../domain/trade.ts'
import type { DocumentQuery, Store } from '../ports/store.ts'
import { tradeSchema } from '../state/document-schemas.ts'
import type { ExchangeDate } from '../time/instant.ts'

/** The closed trades of one exchange date, oldest first. */
export async function tradesOf(
  { store }: { readonly store: Store },
  date: ExchangeDate,
): Promise<readonly Trade[]> {
  return readTrades(store, { where: { date }, orderBy: { field: 'exitTime', direction: 'ascending' } })
}

/** The latest closed trades of a mode on whatever date, at most `count`, oldest first. */
export async function latestTrades(
  { store }: { readonly store: Store },
  { mode, count }: { readonly mode: Trade['mode']; readonly count: number },
): Promise<readonly Trade[]> {
  const trades = await readTrades(store, {
    where: { mode },
    orderBy: { field: 'exitTime', direction: 'descending' },
    limit: count,
  })
  return trades.toReversed()
}

async function readTrades(store: Store, query: Omit<DocumentQuery, 'collection'>): Promise<readonly Trade[]> {
  const documents = await store.query({ collection: 'trades', ...query })
  return documents.map(({ value }) => {
    const { date: _, ...trade } = z.looseObject({ date: z.string() }).parse(value)
    return tradeSchema.parse(trade)
  })
}
