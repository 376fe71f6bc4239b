import type { CommitResult, DocumentPath, DocumentVersion, Write } from '../../shared/ports/store.ts'

/** The part of a write that says under which condition it may happen. */
interface Conditional {
  readonly kind: Write['kind']
  readonly path: DocumentPath
  readonly ifVersion?: DocumentVersion
}

type Conflict = Extract<CommitResult, { readonly ok: false }>

/** The first write of the batch that must not happen, given the versions of the documents that exist now. */
export function firstConflict(
  batch: readonly Conditional[],
  current: ReadonlyMap<DocumentPath, DocumentVersion>,
): Conflict | undefined {
  for (const write of batch) {
    const conflict = conflictOf(write, current.get(write.path))
    if (conflict) return { ok: false, conflict, path: write.path }
  }
  return undefined
}

function conflictOf(
  write: Conditional,
  version: DocumentVersion | undefined,
): Conflict['conflict'] | undefined {
  if (write.kind === 'create') return version === undefined ? undefined : 'exists'
  if (write.ifVersion === undefined) return undefined
  if (version === undefined) return 'missing'
  return version === write.ifVersion ? undefined : 'changed'
}
