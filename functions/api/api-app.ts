import { Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import type { ApiRoute } from '../../shared/api/api-route.ts'
import { apiRoutes, type RouteName } from '../../shared/api/api-routes.ts'
import { Refused } from '../../shared/api/refused.ts'
import { explainFailure } from '../explain-failure.ts'
import type { FunctionParts } from '../function-parts.ts'
import { admit } from './admit.ts'
import type { ApiCall, ApiHandler, ApiHandlers } from './api-call.ts'
import { type ApiContext, type ApiEnvironment, SESSION_COOKIE } from './api-context.ts'
import { problemAnswer, problemStatus } from './problem-answer.ts'
import { readInput } from './read-input.ts'
import { RequestRate } from './request-rate.ts'

/**
 * The API behind its door: every address of the contract, each with the same questions in the same order: does it come from our own
 * pages, are there too many, who asks, is the request as it should be.
 */
export function apiApp(parts: FunctionParts, handlers: ApiHandlers): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>()
  const rate = new RequestRate()
  for (const [name, route] of Object.entries(apiRoutes) as [RouteName, ApiRoute][]) {
    const handler = handlers[name] as ApiHandler<RouteName>
    app.on(route.method.toUpperCase(), route.path, (context) =>
      answer(context, { parts, rate, route, handler }),
    )
  }
  app.get('/openapi.json', (context) => answerDocument(context, parts, rate))
  refuseOtherMethods(app)
  app.notFound((context) =>
    refuse(
      context,
      new Refused(404, `there is nothing at ${context.req.path}; /openapi.json lists what there is`),
    ),
  )
  app.onError((error, context) => answerFailure(error, context, parts))
  return app
}

interface Address {
  readonly parts: FunctionParts
  readonly rate: RequestRate
  readonly route: ApiRoute
  readonly handler: ApiHandler<RouteName>
}

async function answer(context: ApiContext, { parts, rate, route, handler }: Address): Promise<Response> {
  const caller = await admit(context, { parts, rate, access: route.access })
  if (caller instanceof Refused) return refuse(context, caller)
  const input = readInput(route, {
    params: context.req.param(),
    query: context.req.query(),
    contentType: context.req.header('Content-Type'),
    body: route.body ? await context.req.text() : '',
  })
  const { correlationId } = context.env
  if ('status' in input) return problemAnswer({ ...input, correlationId })
  const reply = await handler({
    ...input,
    correlationId,
    parts,
    at: parts.wallClock(),
    world: async () => parts.compose(),
    session: caller === 'anybody' ? undefined : caller,
    keepSession: (token, seconds) => keepSession(context, token, seconds),
  } as ApiCall<RouteName>)
  return reply instanceof Refused ? refuse(context, reply) : context.json(reply)
}

async function answerDocument(
  context: ApiContext,
  parts: FunctionParts,
  rate: RequestRate,
): Promise<Response> {
  const caller = await admit(context, { parts, rate, access: 'owner' })
  if (caller instanceof Refused) return refuse(context, caller)
  // Only who asks for the document pays for what makes it.
  const { openApiDocument } = await import('./openapi-document.ts')
  return context.json(openApiDocument(apiRoutes, parts.version))
}

function keepSession(context: ApiContext, token: string | undefined, seconds: number): void {
  const options = { httpOnly: true, secure: true, sameSite: 'Strict', path: '/' } as const
  if (token === undefined) deleteCookie(context, SESSION_COOKIE, options)
  else setCookie(context, SESSION_COOKIE, token, { ...options, maxAge: seconds })
}

/** A known address that is asked in another way is told how to ask. */
function refuseOtherMethods(app: Hono<ApiEnvironment>): void {
  const methods = new Map<string, string[]>([['/openapi.json', ['GET']]])
  for (const { method, path } of Object.values(apiRoutes))
    methods.set(path, [...(methods.get(path) ?? []), method.toUpperCase()])
  for (const [path, allowed] of methods)
    app.all(path, (context) => {
      const Allow = allowed.join(', ')
      return refuse(context, new Refused(405, `ask with ${Allow}; this was ${context.req.method}`, { Allow }))
    })
}

function refuse({ env: { correlationId } }: ApiContext, { status, detail, headers }: Refused): Response {
  return problemAnswer({ status, detail, headers, correlationId })
}

function answerFailure(error: unknown, context: ApiContext, { log }: FunctionParts): Response {
  const { httpStatus, problem, isExpected } = explainFailure(error)
  log[isExpected ? 'warn' : 'error'](
    { error, path: context.req.path },
    `the API could not answer: ${problem}`,
  )
  return refuse(context, new Refused(problemStatus(httpStatus), problem))
}
