import type { CommitResult, DocumentVersion, Write } from '../../shared/ports/store.ts'

type Conflict = Extract<CommitResult, { ok: false }>['conflict']

/** Why a write may not happen, given the version its document has now (`undefined`: there is none). */
export function failedCondition(write: Write, current: DocumentVersion | undefined): Conflict | undefined {
  switch (write.kind) {
    case 'create':
      return current === undefined ? undefined : 'exists'
    case 'set':
      return undefined
    case 'update':
      return mismatch(write.ifVersion, current)
    case 'delete':
      return write.ifVersion === undefined ? undefined : mismatch(write.ifVersion, current)
  }
}

function mismatch(wanted: DocumentVersion, current: DocumentVersion | undefined): Conflict | undefined {
  if (current === undefined) return 'missing'
  return current === wanted ? undefined : 'changed'
}
