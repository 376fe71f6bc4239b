import type { DocumentQuery, StoredDocument } from '../../shared/ports/store.ts'
import { compareText } from './document-path.ts'

/** Filters, orders and cuts documents of the query's collection, in memory. */
export function selectDocuments(
  documents: readonly StoredDocument[],
  query: DocumentQuery,
): readonly StoredDocument[] {
  const { orderBy, limit } = query
  const selected = documents
    .filter((document) => matches(document, query))
    .sort((a, b) => compareText(a.path, b.path))
  if (orderBy) {
    const sign = orderBy.direction === 'ascending' ? 1 : -1
    // The sort is stable: what compares equal stays in the order of paths, whatever the direction.
    selected.sort((a, b) => sign * compareScalars(a.value[orderBy.field], b.value[orderBy.field]))
  }
  return selected.slice(0, limit)
}

function matches({ value }: StoredDocument, { where, orderBy }: DocumentQuery): boolean {
  const equal = Object.entries(where ?? {}).every(([field, wanted]) => value[field] === wanted)
  return equal && (orderBy === undefined || rankOf(value[orderBy.field]) !== undefined)
}

/** Values of different types sort by type, as Firestore does: null, booleans, numbers, text. */
const RANKS: readonly string[] = ['null', 'boolean', 'number', 'string']

/** `undefined` for what has no order: a field that is missing, a list, an object. */
function rankOf(value: unknown): number | undefined {
  const rank = RANKS.indexOf(value === null ? 'null' : typeof value)
  return rank === -1 ? undefined : rank
}

function compareScalars(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  return Number(rankOf(a)) - Number(rankOf(b)) || Number(a) - Number(b)
}
