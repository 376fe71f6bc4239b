import { randomUUID } from 'node:crypto'
import type { Request } from '@google-cloud/functions-framework'

/** `TRACE_ID/SPAN_ID;o=OPTIONS` of Cloud Trace. */
const CLOUD_TRACE = /^([0-9a-f]{32})(\/|;|$)/i
/** `version-trace-parent-flags` of W3C Trace Context. */
const TRACE_PARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/i
/** What both specifications call no trace at all. */
const NO_TRACE = /^0+$/

/** The id under which a call and everything it causes is found in the log: the caller's trace, or a fresh one. */
export function correlationIdOf(request: Pick<Request, 'get'>): string {
  const known = [
    CLOUD_TRACE.exec(request.get('X-Cloud-Trace-Context') ?? '')?.[1],
    TRACE_PARENT.exec(request.get('traceparent') ?? '')?.[1],
  ]
  const trace = known.find((id) => id !== undefined && !NO_TRACE.test(id))
  return trace?.toLowerCase() ?? randomUUID().replaceAll('-', '')
}
