import type { MiddlewareHandler } from 'hono'
import type { Clock } from '../../../shared/ports/clock.ts'
import { SECOND_MS } from '../../../shared/time/instant.ts'
import type { FaultKind } from '../faults/fault-plan.ts'
import { operationOf } from '../operations.ts'
import { struckBy } from './strike-faults.ts'
import type { Wire } from './wire-context.ts'

/** One answered request, for counting calls. It holds no query, header or body, hence no secret. */
export interface RequestRecord {
  readonly method: string
  readonly path: string
  /** E.g. "market/quote"; "unknown" for a path the simulator does not know. */
  readonly operation: string
  readonly status: number
  /** Only for quotes and option chains: the broker counts symbols and options, not calls. */
  readonly symbolCount?: number
  /** What was planned to go wrong with it. */
  readonly faults?: readonly FaultKind[]
}

/** Hands a record of every answer, refusals included, to whoever counts calls. */
export function recordRequests(
  onRequest: ((record: RequestRecord) => void) | undefined,
): MiddlewareHandler<Wire> {
  return async (c, next) => {
    await next()
    const symbolCount = c.get('symbolCount')
    const faults = c.get('faults') ?? []
    onRequest?.({
      method: c.req.method,
      path: new URL(c.req.url).pathname,
      operation: c.get('operation') ?? 'unknown',
      status: c.res.status,
      ...(symbolCount === undefined ? {} : { symbolCount }),
      ...(faults.length === 0 ? {} : { faults: faults.map(({ kind }) => kind) }),
    })
  }
}

/** Names the operation that is asked for before anything judges the request. */
export function nameOperation(): MiddlewareHandler<Wire> {
  return async (c, next) => {
    c.set('operation', operationOf(c.req.method, c.req.path))
    await next()
  }
}

/** Stamps every answer with the time that request timestamps are compared with, for clients that measure their offset. */
export function answerHeaders(oauthClock: Clock): MiddlewareHandler<Wire> {
  return async (c, next) => {
    await next()
    const skewMs = (struckBy(c, 'clock-skew')?.seconds ?? 0) * SECOND_MS
    c.header('Date', new Date(oauthClock.now() + skewMs).toUTCString())
    c.header('Cache-Control', 'no-cache, no-store')
  }
}
