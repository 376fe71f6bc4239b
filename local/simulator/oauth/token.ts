import { z } from 'zod'
import { exchangeDate } from '../../../shared/time/exchange-time.ts'
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../../shared/time/instant.ts'

const epochMs = z.int().transform((value) => value as EpochMs)

const credential = { token: z.string(), secret: z.string(), consumerKey: z.string(), issuedAt: epochMs }

/** A token as it is kept in the store; the secret is there because a signature cannot be checked without it. */
export const tokenSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('request'), ...credential, verifier: z.string().optional() }),
  z.strictObject({ kind: z.literal('access'), ...credential, lastUsedAt: epochMs }),
])

export type Token = z.infer<typeof tokenSchema>
/** A sign-in that was begun; a person turns it into an access token by approving it. */
export type RequestToken = Extract<Token, { kind: 'request' }>
/** A sign-in that was completed. */
export type AccessToken = Extract<Token, { kind: 'access' }>

/** reference/etrade-api.md section 3, from the official documentation. */
const REQUEST_TOKEN_LIFE_MS = 5 * MINUTE_MS
const AWAKE_WITHOUT_CALL_MS = 2 * HOUR_MS

/** True once nothing can make the token work again: a request token after 5 minutes, an access token at midnight ET. */
export function isDead(token: Token, now: EpochMs): boolean {
  return token.kind === 'request'
    ? now - token.issuedAt >= REQUEST_TOKEN_LIFE_MS
    : exchangeDate(token.issuedAt) !== exchangeDate(now)
}

/** True when the token had no call for two hours; a renewal wakes it. */
export function isAsleep(token: AccessToken, now: EpochMs): boolean {
  return now - token.lastUsedAt >= AWAKE_WITHOUT_CALL_MS
}
