import { Refused } from '../../shared/api/refused.ts'
import { readSession } from '../../shared/cycles/sessions/session.ts'
import type { FunctionParts } from '../function-parts.ts'
import type { CallerSession } from './api-call.ts'
import { idOfToken } from './session-token.ts'

const BEARER = /^Bearer ([\w.-]+)$/

/** What a caller shows: the cookie of a browser, or the `Authorization` header of a program. */
export interface Credentials {
  readonly cookie: string | undefined
  readonly authorization: string | undefined
}

/** The id that a caller shows and that we have signed; whether its session is still on is not looked up here. */
export async function shownSessionId(
  { cookie, authorization }: Credentials,
  parts: FunctionParts,
): Promise<string | Refused> {
  const token = authorization === undefined ? cookie : BEARER.exec(authorization)?.[1]
  if (token === undefined) return unauthorized(authorization === undefined ? NOT_SIGNED_IN : NO_BEARER)
  const key = await parts.sessionKey()
  return key ? (idOfToken(token, key) ?? unauthorized(NOT_OURS)) : NO_KEY
}

/** The session of a signed id, while it is on. */
export async function sessionOf(id: string, parts: FunctionParts): Promise<CallerSession | Refused> {
  const session = await readSession(await parts.compose(), { id, at: parts.wallClock() })
  return session ? { id, ...session } : unauthorized(OVER)
}

/** Without its key nobody can sign in, and no session is believed. */
export const NO_KEY = new Refused(
  503,
  'nobody can sign in: the secret session-signing-key is missing; `openbell dashboard --cloud` makes it',
)

const HOW = 'open a sign-in link: /dashboard in Telegram, or `openbell dashboard`'
const NOT_SIGNED_IN = `nobody is signed in; ${HOW}`
const NO_BEARER = 'Authorization must read "Bearer TOKEN"; `openbell dashboard --token` gives a token'
const NOT_OURS = `this session was not made here; ${HOW}`
const OVER = `this session is over; ${HOW}`

function unauthorized(detail: string): Refused {
  return new Refused(401, detail, { 'WWW-Authenticate': 'Bearer' })
}
