import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import type { Request } from '@google-cloud/functions-framework'

const JSON_TYPE = /^application\/(cloudevents\+)?json\b/i
const RAW_TYPE = 'application/octet-stream'

/** What each request said of its body before the framework was told that it is raw. */
const declaredTypes = new WeakMap<IncomingMessage, string>()

/**
 * Keeps the Functions Framework from reading bodies as JSON: it answers a malformed one itself, with a page of HTML, and no function
 * is asked. From now on every body of this process arrives as it was sent, in `rawBody`.
 */
export function keepBodiesRaw(): void {
  subscribe('http.server.request.start', (message) => {
    keepBodyRaw((message as { readonly request: IncomingMessage }).request)
  })
}

/** The same for one request, before the framework sees it. */
export function keepBodyRaw(request: IncomingMessage): void {
  const declared = request.headers['content-type']
  if (declared === undefined || !JSON_TYPE.test(declared)) return
  declaredTypes.set(request, declared)
  request.headers['content-type'] = RAW_TYPE
}

/** The `Content-Type` with which a request came. */
export function declaredType(request: Request): string | undefined {
  return declaredTypes.get(request) ?? request.get('Content-Type')
}

/** What a body says as JSON, or why it is none. */
export function jsonBody(request: Request): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: JSON.parse(textBody(request)) }
  } catch (error) {
    return { problem: `the body is not JSON: ${(error as SyntaxError).message}` }
  }
}

/** A body as it was sent. */
export function textBody(request: Request): string {
  return request.rawBody?.toString('utf8') ?? ''
}
