import { z } from 'zod'
import { BrokerError } from '../domain/errors.ts'
import type { BrokerLogin, RequestToken } from '../ports/broker-login.ts'
import { Secret } from '../ports/secrets.ts'
import type { DocumentPath, Store } from '../ports/store.ts'
import { instantSchema } from '../state/document-schemas.ts'
import { exchangeDate } from '../time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../time/instant.ts'
import { runAnyTime } from './run-tick.ts'
import type { Trigger } from './trigger.ts'
import type { World } from './world.ts'

const LOGIN_PATH: DocumentPath = 'logins/owner'

/** The broker forgets a request token after that (reference, OAuth). */
export const LOGIN_MINUTES = 5

/** The request token is worth nothing without the consumer's secret and the code from the page. */
const loginSchema = z.strictObject({ token: z.string(), secret: z.string(), startedAt: instantSchema })

/**
 * Begins a sign-in at the broker and answers the page on which the owner agrees; `undefined` where there is nowhere to sign in. A
 * later sign-in replaces an earlier one.
 */
export async function beginLogin({ store, login }: World, at: EpochMs): Promise<string | undefined> {
  if (!login) return undefined
  const { authorizeUrl, requestToken } = await login.startLogin()
  const value = {
    token: requestToken.token.reveal(),
    secret: requestToken.secret.reveal(),
    startedAt: at,
  }
  const expiresAt = (at + LOGIN_MINUTES * MINUTE_MS) as EpochMs
  await store.commit([{ kind: 'set', path: LOGIN_PATH, value, expiresAt }])
  return authorizeUrl
}

/** What became of a code that the owner brought back. */
export type LoginOutcome =
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'no-login' }
  /** Nothing was exchanged, and why in words. */
  | { readonly kind: 'not-taken'; readonly problem: string }

/**
 * Exchanges the code for the day's token and proves with a call that the broker accepts it, so that what the owner is told
 * is true.
 */
export async function completeLogin(
  world: World,
  trigger: Trigger,
  { code, at }: { readonly code: string; readonly at: EpochMs },
): Promise<LoginOutcome> {
  const { store, login } = world
  if (!login) return { kind: 'no-login' }
  const problem = await exchangeCode({ store, login }, { code, at })
  if (problem !== undefined) return { kind: 'not-taken', problem }
  await world.session.verify()
  await runAnyTime(world, trigger, exchangeDate(world.clock.now()), async (tick) => {
    const { tokenAlert: _, ...state } = tick.state
    tick.state = { ...state, tokenUsedAt: tick.now }
    return {}
  })
  return { kind: 'signed-in' }
}

/** Exchanges the code for the day's token; answers why not in words. The request token is taken out of the store first, so that it is used once. */
async function exchangeCode(
  { store, login }: { readonly store: Store; readonly login: BrokerLogin },
  { code, at }: { readonly code: string; readonly at: EpochMs },
): Promise<string | undefined> {
  const requestToken = await takeRequestToken(store, at)
  if (typeof requestToken === 'string') return requestToken
  try {
    await login.finishLogin(requestToken, code)
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error
    return `The broker did not take the code: ${error.message}.`
  }
  return undefined
}

async function takeRequestToken(store: Store, at: EpochMs): Promise<RequestToken | string> {
  const document = await store.get(LOGIN_PATH)
  if (!document) return 'No sign-in is under way.'
  const { token, secret, startedAt } = loginSchema.parse(document.value)
  const taken = await store.commit([{ kind: 'delete', path: LOGIN_PATH, ifVersion: document.version }])
  if (!taken.ok) return 'This sign-in was used before.'
  if (at - startedAt > LOGIN_MINUTES * MINUTE_MS)
    return `Too late: the page is good for ${LOGIN_MINUTES} minutes.`
  return { token: new Secret(token), secret: new Secret(secret) }
}
