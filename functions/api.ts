import type { Response as Answer, HttpFunction, Request } from '@google-cloud/functions-framework'
import { SECOND_MS } from '../shared/time/instant.ts'
import type { ApiEnvironment } from './api/api-context.ts'
import { problemAnswer } from './api/problem-answer.ts'
import { correlationIdOf } from './correlation-id.ts'
import type { FunctionParts } from './function-parts.ts'
import { declaredType, textBody } from './json-body.ts'
import { TIME_BUDGET_SECONDS } from './time-budget.ts'

/** Behind Firebase Hosting the API lies under this path; called directly it does not. */
const PREFIX = /^\/api(?=\/|\?|$)/

/** The API of spec §16 over HTTP: what the owner may ask and order from a browser or a program. */
export function api(parts: FunctionParts): HttpFunction {
  let opened: Promise<ApiApp> | undefined
  return async (request, answer) => {
    opened ??= open(parts)
    const correlationId = correlationIdOf(request)
    const bindings = { correlationId, clientAddress: clientAddress(request) }
    await parts.log.within({ job: 'api', correlationId }, () =>
      answerInTime(parts, { answer, correlationId }, async () =>
        UNREADABLE_METHODS.has(request.method)
          ? problemAnswer({ ...NO_SUCH_METHOD, correlationId })
          : (await (opened as Promise<ApiApp>)).fetch(webRequest(request), bindings),
      ),
    )
  }
}

/** A `Request` can't have these. */
const UNREADABLE_METHODS: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK'])

const NO_SUCH_METHOD = {
  status: 405,
  detail: 'no address takes this method; /openapi.json lists what there is',
  headers: { Allow: 'GET, POST' },
} as const

interface ApiApp {
  fetch(request: WebRequest, bindings: ApiEnvironment['Bindings']): Response | Promise<Response>
}

type WebRequest = globalThis.Request

/** Most processes serve another function and load none of it. */
async function open(parts: FunctionParts): Promise<ApiApp> {
  const [{ apiApp }, { apiHandlers }] = await Promise.all([
    import('./api/api-app.ts'),
    import('./api/api-handlers.ts'),
  ])
  return apiApp(parts, apiHandlers)
}

/** Waits for the answer; when the time budget is over first, the caller is told so and what was begun goes on to its end. */
async function answerInTime(
  { log, startStopwatch }: FunctionParts,
  { answer, correlationId }: { readonly answer: Answer; readonly correlationId: string },
  start: () => Promise<Response>,
): Promise<void> {
  const stopwatch = startStopwatch()
  const run = start()
  const inTime = await Promise.race([run, stopwatch.reached(TIME_BUDGET_SECONDS.api * SECOND_MS)])
  const detail = `no answer after ${TIME_BUDGET_SECONDS.api} s; what was begun goes on, and the log tells how it ends`
  const response = inTime ?? problemAnswer({ status: 504, detail, correlationId })
  if (!inTime) log.error({ httpStatus: 504 }, detail)
  await send(answer, response, correlationId)
  await run
  log.info(
    { httpStatus: response.status, durationMs: Math.round(stopwatch.elapsedMs()) },
    `answered ${answer.req.method} ${answer.req.path}`,
  )
  stopwatch.stop()
}

async function send(answer: Answer, response: Response, correlationId: string): Promise<void> {
  answer.status(response.status).set({ ...Object.fromEntries(response.headers), ...SAFE })
  answer.set('X-Correlation-Id', correlationId)
  answer.end(await response.text())
}

/** Nothing of the API is a page, whatever a browser makes of it; it is about money and of this moment: nobody keeps a copy. */
const SAFE = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

function webRequest(request: Request): WebRequest {
  // Put together as text: an address such as "//" would otherwise be read as the name of a host.
  const path = request.originalUrl.replace(PREFIX, '').replace(/^\//, '')
  const url = new URL(`http://api.invalid/${path}`)
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  const declared = declaredType(request)
  if (declared !== undefined) headers.set('Content-Type', declared)
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
  return new Request(url, {
    method: request.method,
    headers,
    ...(hasBody && { body: textBody(request) }),
  })
}

/** The last address that the platform itself has added; what stands before it anybody can write. */
function clientAddress(request: Request): string {
  const forwarded = request.get('X-Forwarded-For')?.split(',').at(-1)?.trim()
  return forwarded || (request.socket.remoteAddress ?? 'unknown')
}
