import type { MiddlewareHandler } from 'hono'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { Fault, FaultKind } from '../faults/fault-plan.ts'
import type { FaultSource } from '../faults/fault-source.ts'
import type { OAuthServer } from '../oauth/oauth-server.ts'
import { brokerError } from './broker-error.ts'
import { oauthRefusal } from './oauth-refusal.ts'
import type { Wire, WireContext } from './wire-context.ts'

/** What faults work on. */
export interface FaultDoor {
  readonly faults: FaultSource
  readonly clock: Clock
  readonly oauth: OAuthServer
}

/** The broker's word for too many requests (etrade-api.md section 10); it carries no code. */
export const RATE_LIMIT_TEXT = 'Number of requests exceeded the rate limit set'

/** Lets the planned faults of this call happen around whatever it does. */
export function strikeFaults(door: FaultDoor): MiddlewareHandler<Wire> {
  return async (c, next) => {
    const operation = c.get('operation')
    const faults = operation ? door.faults.strike(operation) : []
    c.set('faults', faults)
    for (const fault of faults) {
      const instead = await beforeTheWork(c, fault, door)
      if (instead) return instead
    }
    await next()
    if (struckBy(c, 'dropped-answer')) c.env.brokenEnd = 'no-answer'
    else if (struckBy(c, 'truncated-body')) c.env.brokenEnd = 'half-an-answer'
    return undefined
  }
}

/** Makes the whole answer unreadable where that is planned; stands outside everything that gives it its form. */
export function garbleAnswers(): MiddlewareHandler<Wire> {
  return async (c, next) => {
    await next()
    if (!struckBy(c, 'malformed-body') || c.res.body === null) return
    const { status, headers } = c.res
    c.res = new Response(`${(await c.res.text()).slice(0, -1)},<`, { status, headers })
  }
}

/** The fault of a kind that was planned for this call. */
export function struckBy<Kind extends FaultKind>(
  c: WireContext,
  kind: Kind,
): Extract<Fault, { kind: Kind }> | undefined {
  const faults = c.get('faults') ?? []
  return faults.find((fault): fault is Extract<Fault, { kind: Kind }> => fault.kind === kind)
}

/** The answer that comes in the place of the work, if one does. */
async function beforeTheWork(c: WireContext, fault: Fault, door: FaultDoor): Promise<Response | undefined> {
  switch (fault.kind) {
    case 'latency':
      await door.clock.sleep(fault.ms)
      return undefined
    case 'error-100':
      return brokerError(c, { code: 100, message: UNAVAILABLE }, 500)
    case 'rate-limit':
      return brokerError(c, { message: RATE_LIMIT_TEXT })
    case 'spurious-nonce':
      return oauthRefusal(c, { problem: 'parameter_absent', advice: 'oauth_parameters_absent=oauth_nonce' })
    case 'token-death':
      await door.oauth.forgetAccessTokens()
      return oauthRefusal(c, { problem: 'token_expired' })
    case 'connection-reset':
      c.env.brokenEnd = 'no-answer'
      return c.body(null)
    default:
      return undefined
  }
}

const UNAVAILABLE = 'The requested service is not currently available, please try after sometime.'
