import { z } from 'zod'
import type { DocumentPath, DocumentVersion, Store } from '../../ports/store.ts'
import { DAY_MS, type EpochMs } from '../../time/instant.ts'

const KEPT_DAYS = 2

const updateSchema = z.strictObject({ isAnswered: z.boolean() })

/** An update of Telegram that this call, and no other, answers. */
interface ClaimedUpdate {
  readonly updateId: number
  readonly version: DocumentVersion
  readonly expiresAt: EpochMs
}

/**
 * Claims an update once (I13), since Telegram delivers it again until it was answered. `answered`: it was dealt with before.
 * `unanswered`: a call that dealt with it ended before its answer, so that nobody knows what it did.
 */
export async function claimUpdate(
  store: Store,
  { updateId, at }: { readonly updateId: number; readonly at: EpochMs },
): Promise<ClaimedUpdate | 'answered' | 'unanswered'> {
  const expiresAt = (at + KEPT_DAYS * DAY_MS) as EpochMs
  const claimed = await store.commit([
    { kind: 'create', path: pathOf(updateId), value: { isAnswered: false }, expiresAt },
  ])
  if (claimed.ok) return { updateId, version: claimed.versions[0] as DocumentVersion, expiresAt }
  const document = await store.get(pathOf(updateId))
  if (!document || updateSchema.parse(document.value).isAnswered) return 'answered'
  await store.commit([{ kind: 'set', path: pathOf(updateId), value: { isAnswered: true }, expiresAt }])
  return 'unanswered'
}

/** The owner has the answer. */
export async function markAnswered(
  store: Store,
  { updateId, version, expiresAt }: ClaimedUpdate,
): Promise<void> {
  // Whoever changed it meanwhile has told the owner that nobody knows; there is nothing to add.
  await store.commit([
    { kind: 'update', path: pathOf(updateId), value: { isAnswered: true }, ifVersion: version, expiresAt },
  ])
}

function pathOf(updateId: number): DocumentPath {
  return `updates/${updateId}`
}
