import { Hono } from 'hono'
import type { Checked } from '../oauth/oauth-problem.ts'
import type { Credential, OAuthServer } from '../oauth/oauth-server.ts'
import { percentEncode } from '../oauth/percent-encoding.ts'
import { oauthRefusal } from './oauth-refusal.ts'
import { type Wire, type WireContext, wireRequest } from './wire-context.ts'

const METHODS = ['GET', 'POST']

/** The four token calls under /oauth; the documentation names GET, the real server takes POST as well. */
export function oauthRoute(oauth: OAuthServer): Hono<Wire> {
  return new Hono<Wire>()
    .on(METHODS, '/request_token', async (c) =>
      // SIM-ASSUMED: "true" although no callback is registered, because RFC 5849 section 2.1 knows no other value.
      credentialAnswer(c, await oauth.requestToken(wireRequest(c)), '&oauth_callback_confirmed=true'),
    )
    .on(METHODS, '/access_token', async (c) => credentialAnswer(c, await oauth.accessToken(wireRequest(c))))
    .on(METHODS, '/renew_access_token', async (c) =>
      textAnswer(c, await oauth.renew(wireRequest(c)), 'Access Token has been renewed'),
    )
    .on(METHODS, '/revoke_access_token', async (c) =>
      // SIM-ASSUMED wording: nobody recorded the body of a revocation.
      textAnswer(c, await oauth.revoke(wireRequest(c)), 'Revoked Access Token'),
    )
}

function credentialAnswer(
  c: WireContext,
  answer: Checked<Credential>,
  suffix = '',
): Response | Promise<Response> {
  if (!answer.ok) return oauthRefusal(c, answer)
  const { token, secret } = answer.value
  const body = `oauth_token=${percentEncode(token)}&oauth_token_secret=${percentEncode(secret)}${suffix}`
  return c.body(body, 200, { 'Content-Type': 'application/x-www-form-urlencoded' })
}

function textAnswer(c: WireContext, answer: Checked<unknown>, text: string): Response | Promise<Response> {
  return answer.ok ? c.text(text) : oauthRefusal(c, answer)
}
