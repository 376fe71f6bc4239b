import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { Exchange } from '../exchange/exchange.ts'
import type { Refusal } from '../exchange/refusals.ts'
import type { Fault } from '../faults/fault-plan.ts'
import type { Market } from '../market/market.ts'
import type { OAuthProblem } from '../oauth/oauth-problem.ts'
import type { WireRequest } from '../oauth/oauth-request.ts'
import type { OperationName } from '../operations.ts'
import type { BrokenEnd } from './broken-ends.ts'

/** What travels with one HTTP request through the simulator. */
export interface Wire {
  Bindings: HttpBindings & BrokenEnd
  Variables: {
    /** The operation asked for, e.g. "orders/place"; unset for a path that does not exist. */
    operation: OperationName | undefined
    /** What the fault plan has for this call. */
    faults: readonly Fault[] | undefined
    /** Why the signature or the token of this call was refused. */
    oauthProblem: OAuthProblem['problem'] | undefined
    /** Why the exchange refused this call. */
    refusal: Refusal | undefined
    isOverLimit: boolean | undefined
    /** Symbols or options that a call asked quotes for. */
    symbolCount: number | undefined
  }
}

export type WireContext = Context<Wire>

/** The request as the signature sees it, taken from the socket and not from the framework's parsed address. */
export function wireRequest(c: WireContext): WireRequest {
  const { method = 'GET', url = '/', headers } = c.env.incoming
  return { method, host: headers.host ?? '', target: url, authorization: headers.authorization }
}

/** The query by lower-case names: the broker takes "detailflag" for "detailFlag" (etrade-api.md section 6). */
export function queryByLowerCaseName(c: WireContext): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(c.req.query()).map(([name, value]) => [name.toLowerCase(), value]))
}

/** What the routes of the account and its orders work on. */
export interface Resources {
  readonly exchange: Exchange
  readonly market: Market
  readonly clock: Clock
}
