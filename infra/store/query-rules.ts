import type { DocumentQuery } from '../../shared/ports/store.ts'
import { isJsonScalar } from './document-json.ts'
import { assertCollection } from './document-path.ts'

/** Throws unless every adapter would answer this query the same way. */
export function assertQuery(query: DocumentQuery): void {
  assertCollection(query.collection)
  for (const [field, value] of Object.entries(query.where ?? {})) assertFilter(field, value)
  if (query.orderBy) assertField(query.orderBy.field)
  if (query.limit !== undefined && !(Number.isSafeInteger(query.limit) && query.limit >= 1)) {
    throw new Error(`query limit is ${query.limit}, expected a whole number from 1`)
  }
}

function assertFilter(field: string, value: unknown): void {
  assertField(field)
  if (value === null || !isJsonScalar(value)) {
    throw new Error(`query filter ${field} is ${String(value)}, expected text, a finite number or a boolean`)
  }
}

function assertField(field: string): void {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(field)) {
    throw new Error(`query field name "${field}" must be letters, digits and _, beginning with a letter`)
  }
}
