import { Refused } from '../../shared/api/refused.ts'
import { beginSession, endSession } from '../../shared/cycles/sessions/session.ts'
import { takeSignIn } from '../../shared/cycles/sessions/sign-in-link.ts'
import { type EpochMs, SECOND_MS } from '../../shared/time/instant.ts'
import { utcText } from '../../shared/time/utc-text.ts'
import type { ApiHandlers, CallerSession } from './api-call.ts'
import { NO_KEY } from './caller-session.ts'
import { freshId, sessionToken } from './session-token.ts'

/** Signing in to the API itself, and out of it. */
export const sessionHandlers: Pick<ApiHandlers, 'signIn' | 'session' | 'signOut'> = {
  signIn: async ({ body, parts, at, world, keepSession }) => {
    const key = await parts.sessionKey()
    if (!key) return NO_KEY
    const here = await world()
    if (!(await takeSignIn(here, { token: body.token, at })))
      return new Refused(
        403,
        'this link is unknown, was used, or is too old; ask for a new one with /dashboard',
      )
    const id = freshId()
    const { until } = await beginSession(here, { id, at })
    keepSession(sessionToken(id, key), (until - at) / SECOND_MS)
    return signedIn(until)
  },
  session: async ({ session }) => signedIn((session as CallerSession).until),
  signOut: async ({ session, world, keepSession }) => {
    await endSession(await world(), (session as CallerSession).id)
    keepSession(undefined, 0)
    return { signedIn: false }
  },
}

function signedIn(until: EpochMs) {
  return { signedIn: true, until: utcText(until) } as const
}
