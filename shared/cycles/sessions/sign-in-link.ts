import { z } from 'zod'
import type { DocumentPath, Store } from '../../ports/store.ts'
import { instantSchema } from '../../state/document-schemas.ts'
import { type EpochMs, MINUTE_MS } from '../../time/instant.ts'
import type { World } from '../world.ts'
import { keptUntil } from './kept-until.ts'

const linkSchema = z.strictObject({ until: instantSchema })

type Desk = Pick<World, 'store' | 'digest' | 'clock' | 'config'>

/**
 * Lets the bearer of this token sign in once within the next minutes. Only its digest is kept, so that who reads the store can't
 * sign in. `at` is the time of people, which a simulated day does not change.
 */
export async function offerSignIn(
  { store, digest, clock, config }: Desk,
  { token, at }: { readonly token: string; readonly at: EpochMs },
): Promise<{ readonly until: EpochMs }> {
  const until = (at + config.api.signInLinkMinutes * MINUTE_MS) as EpochMs
  const expiresAt = keptUntil(until, { at, clock })
  const made = await store.commit([
    { kind: 'create', path: pathOf(digest(token)), value: { until }, expiresAt },
  ])
  if (!made.ok) throw new Error(`${made.path} was there before: the token is not random`)
  return { until }
}

/** Takes a sign-in link out of the store, so that nobody can use it again; false when it is unknown, used or too old. */
export async function takeSignIn(
  { store, digest }: { readonly store: Store; readonly digest: World['digest'] },
  { token, at }: { readonly token: string; readonly at: EpochMs },
): Promise<boolean> {
  const path = pathOf(digest(token))
  const document = await store.get(path)
  if (!document) return false
  const { until } = linkSchema.parse(document.value)
  const taken = await store.commit([{ kind: 'delete', path, ifVersion: document.version }])
  return taken.ok && at < until
}

function pathOf(digest: string): DocumentPath {
  return `links/${digest}`
}
