import type { DocumentPath, DocumentVersion, Write } from '../../shared/ports/store.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import { documentJson } from './document-json.ts'
import { assertPath } from './document-path.ts'

/** A write whose path, value and expiry hold to the rules of the port; `json` is what is to be stored. */
export type CheckedWrite =
  | {
      readonly kind: 'create' | 'set' | 'update'
      readonly path: DocumentPath
      readonly json: string
      readonly ifVersion?: DocumentVersion
      readonly expiresAt: EpochMs | undefined
    }
  | { readonly kind: 'delete'; readonly path: DocumentPath; readonly ifVersion?: DocumentVersion }

/** Checks a batch once for all adapters; a batch that breaks a rule throws before anything is asked or written. */
export function checkedBatch(writes: readonly Write[]): readonly CheckedWrite[] {
  if (writes.length === 0) throw new Error('a batch needs at least one write')
  assertEachPathOnce(writes)
  return writes.map(checkedWrite)
}

function assertEachPathOnce(writes: readonly Write[]): void {
  const seen = new Set<DocumentPath>()
  for (const { path } of writes) {
    if (seen.has(path)) throw new Error(`document ${path} is written twice in one batch`)
    seen.add(path)
  }
}

function checkedWrite(write: Write): CheckedWrite {
  assertPath(write.path)
  if (write.kind === 'delete') return write
  const { value, expiresAt, ...rest } = write
  if (expiresAt !== undefined && !Number.isSafeInteger(expiresAt)) {
    throw new Error(`document ${write.path}: expiresAt is ${expiresAt}, expected whole milliseconds`)
  }
  return { ...rest, json: documentJson(write.path, value), expiresAt }
}
