import type { MiddlewareHandler } from 'hono'
import type { ExchangeAccount } from '../exchange/exchange.ts'
import type { OAuthServer } from '../oauth/oauth-server.ts'
import { brokerError } from './broker-error.ts'
import { oauthRefusal } from './oauth-refusal.ts'
import { type Wire, wireRequest } from './wire-context.ts'

/** Lets a data call through only when its signature and its token are good. */
export function signedOnly(oauth: OAuthServer): MiddlewareHandler<Wire> {
  return async (c, next) => {
    const answer = await oauth.authorise(wireRequest(c))
    if (!answer.ok) return oauthRefusal(c, answer)
    await next()
    return undefined
  }
}

/** Refuses every account but the simulated one. */
export function ownAccountOnly(account: ExchangeAccount): MiddlewareHandler<Wire> {
  return async (c, next) => {
    if (c.req.param('accountIdKey') !== account.accountIdKey)
      // SIM-ASSUMED wording; code 102 is the broker's for an account key that is not valid.
      return brokerError(c, { code: 102, message: 'Please enter a valid account key.' })
    await next()
    return undefined
  }
}
