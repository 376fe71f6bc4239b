import type { MiddlewareHandler } from 'hono'
import type { Wire, WireContext } from './wire-context.ts'
import { toXml } from './xml.ts'

const JSON_SUFFIX = /\.json(?=$|[/?])/
const XML = 'application/xml'

/**
 * Answers in the format that was asked for: JSON by suffix or by header, otherwise XML (etrade-api.md section 1).
 * With `errorsAsXml` errors are XML although JSON was asked for, as recorded ones sometimes are.
 */
export function answerFormat({ errorsAsXml }: { readonly errorsAsXml: boolean }): MiddlewareHandler<Wire> {
  return async (c, next) => {
    await next()
    const isJson = c.res.headers.get('Content-Type')?.includes('application/json') ?? false
    const isError = c.res.status >= 400
    if (isJson && (!wantsJson(c) || (isError && errorsAsXml)))
      c.res = new Response(toXml((await c.res.json()) as object), {
        status: c.res.status,
        headers: { 'Content-Type': XML },
      })
  }
}

/** Whether the client asked for JSON. SIM-ASSUMED: the suffix counts more than a header that asks for XML. */
export function wantsJson(c: WireContext): boolean {
  const { url = '' } = c.env.incoming
  return JSON_SUFFIX.test(url) || (c.req.header('Accept') ?? '').includes('application/json')
}
