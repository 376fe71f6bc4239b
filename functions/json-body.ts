import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import type { Request } from '@google-cloud/functions-framework'

const RAW_TYPE = 'application/octet-stream'

/** What each request said of its body before the framework was told that it is raw. */
const declaredTypes = new WeakMap<IncomingMessage, string>()

/**
 * Keeps the Functions Framework from reading requests: it answers a malformed body, packing or address itself, with a page of HTML
 * and a stack trace, and no function is asked. From now on every body of this process arrives as it was sent, in `rawBody`.
 */
export function keepBodiesRaw(): void {
  subscribe('http.server.request.start', (message) => {
    keepBodyRaw((message as { readonly request: IncomingMessage }).request)
  })
}

/** The same for one request, before the framework sees it. */
export function keepBodyRaw(request: IncomingMessage): void {
  if (request.url && !isReadable(request.url)) request.url = request.url.replaceAll('%', '%25')
  // Nobody who may call packs a body; unpacking is what fails, and a packed one is no JSON.
  delete request.headers['content-encoding']
  const declared = request.headers['content-type']
  if (declared === undefined) return
  declaredTypes.set(request, declared)
  request.headers['content-type'] = RAW_TYPE
}

/** Whether every escape of an address stands for a character. */
function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url)
    return true
  } catch (error) {
    if (error instanceof URIError) return false
    throw error
  }
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
