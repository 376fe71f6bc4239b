import { z } from 'zod'
import type { Reply } from '../../commands/reply.ts'
import { BrokerError } from '../../domain/errors.ts'
import type { BrokerLogin, RequestToken } from '../../ports/broker-login.ts'
import { Secret } from '../../ports/secrets.ts'
import type { DocumentPath, Store } from '../../ports/store.ts'
import { instantSchema } from '../../state/document-schemas.ts'
import { exchangeDate } from '../../time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../time/instant.ts'
import { runAnyTime } from '../run-tick.ts'
import type { Trigger } from '../trigger.ts'
import type { World } from '../world.ts'

const LOGIN_PATH: DocumentPath = 'logins/owner'

/** The broker forgets a request token after that (reference, OAuth). */
const LOGIN_MINUTES = 5

const NO_LOGIN: Reply = { text: 'Nobody signs in here: this system has no broker of its own to sign in at.' }

/** The request token is worth nothing without the consumer's secret and the code from the page. */
const loginSchema = z.strictObject({ token: z.string(), secret: z.string(), startedAt: instantSchema })

/** Begins a sign-in: the owner agrees on the broker's page and sends back the code. A later one replaces an earlier one. */
export async function startSignIn({ store, login }: World, at: EpochMs): Promise<Reply> {
  if (!login) return NO_LOGIN
  const { authorizeUrl, requestToken } = await login.startLogin()
  const value = {
    token: requestToken.token.reveal(),
    secret: requestToken.secret.reveal(),
    startedAt: at,
  }
  const expiresAt = (at + LOGIN_MINUTES * MINUTE_MS) as EpochMs
  await store.commit([{ kind: 'set', path: LOGIN_PATH, value, expiresAt }])
  return {
    text: `SIGN IN\nOpen the page, sign in, agree, and send the code here within ${LOGIN_MINUTES} minutes. It is good once, and for you alone.`,
    buttons: [{ label: 'Open E*TRADE', url: authorizeUrl }],
  }
}

/**
 * Exchanges the code for the day's token and proves with a call that the broker accepts it, so that what the owner is told
 * is true.
 */
export async function finishSignIn(
  world: World,
  trigger: Trigger,
  { code, at }: { readonly code: string; readonly at: EpochMs },
): Promise<Reply> {
  const { store, login } = world
  if (!login) return NO_LOGIN
  const exchanged = await exchangeCode({ store, login }, { code, at })
  if (exchanged !== 'exchanged') return { text: exchanged }
  await world.session.verify()
  await runAnyTime(world, trigger, exchangeDate(world.clock.now()), async (tick) => {
    const { tokenAlert: _, ...state } = tick.state
    tick.state = { ...state, tokenUsedAt: tick.now }
    return {}
  })
  return { text: 'SIGNED IN\nThe broker accepts the token. It ends at midnight ET.' }
}

/**
 * Exchanges the code for the day's token. The request token is taken out of the store first, so that it is used once.
 * Answers why not in words.
 */
async function exchangeCode(
  { store, login }: { readonly store: Store; readonly login: BrokerLogin },
  { code, at }: { readonly code: string; readonly at: EpochMs },
): Promise<'exchanged' | string> {
  const requestToken = await takeRequestToken(store, at)
  if (typeof requestToken === 'string') return requestToken
  try {
    await login.finishLogin(requestToken, code)
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error
    return `The broker did not take the code: ${error.message}. Send /login for a new page.`
  }
  return 'exchanged'
}

async function takeRequestToken(store: Store, at: EpochMs): Promise<RequestToken | string> {
  const document = await store.get(LOGIN_PATH)
  if (!document) return 'No sign-in is under way; send /login first.'
  const { token, secret, startedAt } = loginSchema.parse(document.value)
  const taken = await store.commit([{ kind: 'delete', path: LOGIN_PATH, ifVersion: document.version }])
  if (!taken.ok) return 'This sign-in was used before. Send /login for a new page.'
  if (at - startedAt > LOGIN_MINUTES * MINUTE_MS)
    return `Too late: the page is good for ${LOGIN_MINUTES} minutes. Send /login for a new one.`
  return { token: new Secret(token), secret: new Secret(secret) }
}
