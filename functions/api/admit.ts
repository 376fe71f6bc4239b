import { getCookie } from 'hono/cookie'
import { Refused } from '../../shared/api/refused.ts'
import { SECOND_MS } from '../../shared/time/instant.ts'
import type { FunctionParts } from '../function-parts.ts'
import type { CallerSession } from './api-call.ts'
import { type ApiContext, SESSION_COOKIE } from './api-context.ts'
import { sessionOf, shownSessionId } from './caller-session.ts'
import type { RequestRate } from './request-rate.ts'
import { isSameOrigin } from './same-origin.ts'

/** What every request is asked before anybody looks at what it wants. */
export interface Gate {
  readonly parts: FunctionParts
  readonly rate: RequestRate
  readonly access: 'open' | 'owner'
}

/** Lets a request in: from our own pages or from no page, not too many in a minute, and signed in where that is needed. */
export async function admit(context: ApiContext, gate: Gate): Promise<CallerSession | 'anybody' | Refused> {
  if (!isSameOrigin(originOf(context)))
    return new Refused(
      403,
      'the request comes from a page of another site; only the dashboard’s own pages may ask',
    )
  if (gate.access === 'open') return (await tooMany(gate, context.env.clientAddress)) ?? 'anybody'
  const shown = await shownSessionId(
    { cookie: getCookie(context, SESSION_COOKIE), authorization: context.req.header('Authorization') },
    gate.parts,
  )
  const caller = shown instanceof Refused ? context.env.clientAddress : `session ${shown}`
  const refused = await tooMany(gate, caller)
  if (refused) return refused
  return shown instanceof Refused ? shown : sessionOf(shown, gate.parts)
}

function originOf({ req }: ApiContext) {
  const hosts = [req.header('Host'), req.header('X-Forwarded-Host')]
  return {
    origin: req.header('Origin'),
    fetchSite: req.header('Sec-Fetch-Site'),
    hosts: hosts.filter((host) => host !== undefined),
  }
}

async function tooMany({ parts, rate }: Gate, caller: string): Promise<Refused | undefined> {
  const { requestsPerMinuteMax: perMinuteMax } = (await parts.compose()).config.api
  const waitMs = rate.admit(caller, { perMinuteMax, now: parts.wallClock() })
  if (waitMs === 0) return undefined
  const seconds = Math.ceil(waitMs / SECOND_MS)
  return new Refused(429, `more than ${perMinuteMax} requests in a minute; ask again in ${seconds} s`, {
    'Retry-After': String(seconds),
  })
}
