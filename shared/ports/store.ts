import type { EpochMs } from '../time/instant.ts'

/** A document's address, `collection/id`; ids hold no slash. */
export type DocumentPath = `${string}/${string}`

/** An opaque mark of one written state of a document; it changes with every write. */
export type DocumentVersion = string & { readonly __id: 'document-version' }

/** A JSON object. `undefined` fields are dropped on write. */
export type DocumentValue = Readonly<Record<string, unknown>>

export interface StoredDocument<T extends DocumentValue = DocumentValue> {
  readonly path: DocumentPath
  readonly value: T
  readonly version: DocumentVersion
  readonly updatedAt: EpochMs
}

/** One change of a batch; each carries the condition under which the whole batch may happen. */
export type Write =
  /** Fails when the document exists. */
  | {
      readonly kind: 'create'
      readonly path: DocumentPath
      readonly value: DocumentValue
      readonly expiresAt?: EpochMs
    }
  /** Replaces or creates, unconditionally. */
  | {
      readonly kind: 'set'
      readonly path: DocumentPath
      readonly value: DocumentValue
      readonly expiresAt?: EpochMs
    }
  /** Replaces the document; fails unless it still has this version. */
  | {
      readonly kind: 'update'
      readonly path: DocumentPath
      readonly value: DocumentValue
      readonly ifVersion: DocumentVersion
      readonly expiresAt?: EpochMs
    }
  /** Removes; without `ifVersion` a missing document is fine, with it the version must match. */
  | { readonly kind: 'delete'; readonly path: DocumentPath; readonly ifVersion?: DocumentVersion }

export type CommitResult =
  /** New versions, in the order of the writes; `undefined` for a delete. */
  | { readonly ok: true; readonly versions: readonly (DocumentVersion | undefined)[] }
  /** Nothing was written. `path` is the first document whose condition did not hold. */
  | { readonly ok: false; readonly conflict: 'exists' | 'missing' | 'changed'; readonly path: DocumentPath }

/** Equality filters, one order, one limit: what every adapter answers the same way. */
export interface DocumentQuery {
  readonly collection: string
  /** Top-level fields that must equal these values. */
  readonly where?: Readonly<Record<string, string | number | boolean>>
  /** A top-level field; documents without it are left out. Ties and no order at all sort by path. */
  readonly orderBy?: { readonly field: string; readonly direction: 'ascending' | 'descending' }
  readonly limit?: number
}

/**
 * Durable documents. The promise: a commit whose answer was `ok` survives any crash from then on; a batch happens
 * as a whole or not at all; of two commits with the same `create` or `ifVersion` at most one wins. An expired
 * document (`expiresAt` at or before the clock's now) reads as missing. No read ever answers for a store that
 * could not be asked: it throws `StoreUnavailableError`.
 */
export interface Store {
  get<T extends DocumentValue>(path: DocumentPath): Promise<StoredDocument<T> | undefined>
  /** One round trip; answers in the order of the paths. */
  getAll(paths: readonly DocumentPath[]): Promise<readonly (StoredDocument | undefined)[]>
  query<T extends DocumentValue>(query: DocumentQuery): Promise<readonly StoredDocument<T>[]>
  /** At least one write, at most one a path, each value at most `MAX_DOCUMENT_BYTES`; otherwise throws. */
  commit(writes: readonly Write[]): Promise<CommitResult>
  close(): Promise<void>
}

/** Size limit of one document as JSON in UTF-8 bytes (Firestore: 1 MiB). */
export const MAX_DOCUMENT_BYTES = 1_048_576

/** The store could not be asked or did not answer; whether a commit happened is unknown. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError'
}
