import type { DocumentVersion, Store, Write } from '../../../shared/ports/store.ts'

/** Commits what must succeed; answers the version of its first write, or throws with the conflict. */
export async function written(store: Store, ...writes: readonly Write[]): Promise<DocumentVersion> {
  const result = await store.commit(writes)
  if (!result.ok) throw new Error(`expected a commit, got a conflict: ${result.conflict} ${result.path}`)
  return result.versions[0] as DocumentVersion
}
