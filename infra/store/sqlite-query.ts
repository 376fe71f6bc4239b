import type { SQLInputValue } from 'node:sqlite'
import type { DocumentQuery } from '../../shared/ports/store.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

export interface SqlQuery {
  /** One text per shape of query: names and values are parameters, so that the prepared statement is reused. */
  readonly sql: string
  readonly parameters: readonly SQLInputValue[]
}

/** The documents of the query that live now, as SQL over the `documents` table. */
export function sqlQuery(query: DocumentQuery, now: EpochMs): SqlQuery {
  const filters = Object.entries(query.where ?? {})
  const field = query.orderBy && jsonPath(query.orderBy.field)
  const sql = [
    'SELECT path, json, version, updated_at FROM documents',
    'WHERE collection = ? AND (expires_at IS NULL OR expires_at > ?)',
    // The JSON text itself is compared: it is canonical, exact for numbers, and keeps true apart from 1 and "true".
    ...filters.map(() => 'AND json -> ? = ?'),
    ...(query.orderBy ? orderClauses(query.orderBy.direction) : ['ORDER BY path']),
    'LIMIT ?',
  ].join(' ')
  const filterParameters = filters.flatMap(([name, value]) => [jsonPath(name), JSON.stringify(value)])
  const orderParameters = field ? [field, field, field] : []
  const limit = query.limit ?? NO_LIMIT
  return { sql, parameters: [query.collection, now, ...filterParameters, ...orderParameters, limit] }
}

/** SQLite's own convention. */
const NO_LIMIT = -1

/** By type first, as Firestore does: null, false, true, numbers, text; lists, objects and missing fields have no order. */
function orderClauses(direction: 'ascending' | 'descending'): readonly string[] {
  const way = direction === 'ascending' ? 'ASC' : 'DESC'
  return [
    "AND json_type(json, ?) NOT IN ('array', 'object')",
    "ORDER BY CASE json_type(json, ?) WHEN 'null' THEN 0 WHEN 'false' THEN 1 WHEN 'true' THEN 2",
    `WHEN 'text' THEN 4 ELSE 3 END ${way}, json_extract(json, ?) ${way}, path`,
  ]
}

function jsonPath(field: string): string {
  return `$.${field}`
}
