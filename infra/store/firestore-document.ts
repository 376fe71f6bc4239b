import { gunzipSync, gzipSync } from 'node:zlib'
import type { Timestamp } from '@google-cloud/firestore'
import type { DocumentPath, DocumentVersion, StoredDocument } from '../../shared/ports/store.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import { isJsonScalar } from './document-json.ts'

/** Larger texts are packed: a day's tapes shrink to a seventh, and a text of 1 MiB would not fit beside its names. */
const PACKED_FROM_BYTES = 32_768

/** Firestore indexes at most the first 1,500 bytes of a text; a longer one can't be queried by. */
const QUERYABLE_BYTES_MAX = 1_500

const QUERYABLE_NAME = /^[A-Za-z][A-Za-z0-9_]*$/

/**
 * How a document lies in Firestore: its JSON as one field, so that it comes back byte for byte, and beside it the
 * top-level scalars that queries may ask for.
 */
export interface FirestoreFields {
  /** The JSON text, or packed with gzip. */
  readonly json: string | Buffer
  readonly fields: Readonly<Record<string, unknown>>
  /** When it was written, by our clock, in milliseconds. */
  readonly at: number
  /** The commit it was written in: two writes of the same value are two versions, and a commit is known again. */
  readonly commit: string
  /** For Firestore's own removal, which comes up to a day late; absent for what stays. */
  readonly expiresAt?: Timestamp
}

/** A document as it was read, also one that has expired and is not removed yet. */
export interface FoundDocument {
  readonly document: StoredDocument
  readonly commit: string
  readonly updateTime: Timestamp
  readonly expiresAt: EpochMs | undefined
}

/** The fields of a new state of a document. */
export function toFields(
  json: string,
  of: { readonly at: EpochMs; readonly commit: string },
): Omit<FirestoreFields, 'expiresAt'> {
  const isLarge = Buffer.byteLength(json) >= PACKED_FROM_BYTES
  return { json: isLarge ? gzipSync(json) : json, fields: queryable(JSON.parse(json)), ...of }
}

/** What Firestore answered, as the port has it. */
export function toFound(path: DocumentPath, stored: FirestoreFields, updateTime: Timestamp): FoundDocument {
  const { json, at, commit } = stored
  const expiresAt = stored.expiresAt?.toMillis() as EpochMs | undefined
  const text = typeof json === 'string' ? json : gunzipSync(json).toString()
  const version = versionOf(updateTime, expiresAt)
  const document = { path, value: JSON.parse(text), version, updatedAt: at as EpochMs }
  return { document, commit, updateTime, expiresAt }
}

/** Firestore's own time of the write to the nanosecond, and the expiry, which a condition on the version must know. */
export function versionOf(
  { seconds, nanoseconds }: Timestamp,
  expiresAt: EpochMs | undefined,
): DocumentVersion {
  return `${seconds}.${nanoseconds}${expiresAt === undefined ? '' : `~${expiresAt}`}` as DocumentVersion
}

/** What a version says; `undefined` for one that no write of this adapter has given. */
export function parsedVersion(
  version: DocumentVersion,
):
  | { readonly seconds: number; readonly nanoseconds: number; readonly expiresAt: EpochMs | undefined }
  | undefined {
  const match = /^(\d+)\.(\d+)(?:~(-?\d+))?$/.exec(version)
  if (!match) return undefined
  const [, seconds, nanoseconds, expiry] = match
  const expiresAt = expiry === undefined ? undefined : (Number(expiry) as EpochMs)
  return { seconds: Number(seconds), nanoseconds: Number(nanoseconds), expiresAt }
}

function queryable(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(value).filter(([name, field]) => QUERYABLE_NAME.test(name) && isQueryable(field)),
  )
}

function isQueryable(field: unknown): boolean {
  if (typeof field === 'string') return Buffer.byteLength(field) <= QUERYABLE_BYTES_MAX
  return isJsonScalar(field)
}
