import { z } from 'zod'
import type { DocumentPath, Store } from '../../ports/store.ts'
import { instantSchema } from '../../state/document-schemas.ts'
import { type EpochMs, HOUR_MS } from '../../time/instant.ts'
import type { World } from '../world.ts'
import { keptUntil } from './kept-until.ts'

/** A browser or a program that has signed in as the owner. */
export interface Session {
  readonly until: EpochMs
}

const sessionSchema: z.ZodType<Session> = z.strictObject({ until: instantSchema })

type Keeper = { readonly store: Store; readonly digest: World['digest'] }

/** Begins a session under an id that nobody can guess; only its digest is kept. */
export async function beginSession(
  { store, digest, clock, config }: Pick<World, 'store' | 'digest' | 'clock' | 'config'>,
  { id, at }: { readonly id: string; readonly at: EpochMs },
): Promise<Session> {
  const until = (at + config.api.sessionHours * HOUR_MS) as EpochMs
  const expiresAt = keptUntil(until, { at, clock })
  const begun = await store.commit([
    { kind: 'create', path: pathOf(digest(id)), value: { until }, expiresAt },
  ])
  if (!begun.ok) throw new Error(`${begun.path} was there before: the id is not random`)
  return { until }
}

/** The session of an id; absent when it is unknown, ended or over. One document is read. */
export async function readSession(
  { store, digest }: Keeper,
  { id, at }: { readonly id: string; readonly at: EpochMs },
): Promise<Session | undefined> {
  const document = await store.get(pathOf(digest(id)))
  const session = document && sessionSchema.parse(document.value)
  return session && at < session.until ? session : undefined
}

/** Ends a session; ending it twice is fine. */
export async function endSession({ store, digest }: Keeper, id: string): Promise<void> {
  await store.commit([{ kind: 'delete', path: pathOf(digest(id)) }])
}

function pathOf(digest: string): DocumentPath {
  return `sessions/${digest}`
}
