import { Hono } from 'hono'
import type { Approval, OAuthServer } from '../oauth/oauth-server.ts'
import { refusalPage, verifierPage } from './authorize-page.ts'
import type { Wire } from './wire-context.ts'

type Refusal = Extract<Approval, { ok: false }>['refused']

const REFUSAL_WORDS: Record<Refusal, string> = {
  'unknown-consumer': 'The key in the address is not the consumer key of this simulator.',
  'unknown-token':
    'The token in the address is not an open request token: it was used already, or its "/", "+" and "=" were not percent-encoded.',
  'expired-token': 'The request token is older than five minutes. Begin the sign-in again.',
}

/** The page a person opens to agree to a sign-in; a program may ask for the verifier as JSON. */
export function authorizeRoute(oauth: OAuthServer): Hono<Wire> {
  return new Hono<Wire>().get('/e/t/etws/authorize', async (c) => {
    const approval = await oauth.approve({
      consumerKey: c.req.query('key') ?? '',
      token: c.req.query('token') ?? '',
    })
    const wantsJson = (c.req.header('Accept') ?? '').includes('application/json')
    if (approval.ok)
      return wantsJson ? c.json({ verifier: approval.verifier }) : c.html(verifierPage(approval.verifier))

    const message = REFUSAL_WORDS[approval.refused]
    return wantsJson ? c.json({ Error: { message } }, 400) : c.html(refusalPage(message), 400)
  })
}
