import type { EpochMs } from '../time/instant.ts'
import type { Tick } from './tick.ts'

/** The token with its last use over all instances; `undefined` when nobody has signed in. */
export async function currentToken(
  tick: Pick<Tick, 'world' | 'state'>,
): Promise<{ readonly issuedAt: EpochMs; readonly lastUsedAt: EpochMs } | undefined> {
  const token = await tick.world.session.token()
  if (!token) return undefined
  const uses = [token.issuedAt, token.lastUsedAt ?? 0, tick.state.tokenUsedAt ?? 0]
  return { issuedAt: token.issuedAt, lastUsedAt: Math.max(...uses) as EpochMs }
}
