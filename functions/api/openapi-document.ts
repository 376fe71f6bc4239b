import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import type { ApiRoute } from '../../shared/api/api-route.ts'
import { PROBLEM_TITLES, type ProblemStatus, problemSchema } from '../../shared/api/problem.ts'

/** The contract as OpenAPI 3.1, for people and for programs that make clients from it. */
export function openApiDocument(routes: Readonly<Record<string, ApiRoute>>, version: string): object {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Openbell',
      version,
      description:
        'What the owner of an Openbell account may ask and order over HTTP. Amounts are US dollars as exact decimal text, moments are UTC. ' +
        'Sign in with a link from Telegram (/dashboard) or from `openbell dashboard`, or send a bearer token.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api', description: 'beside the dashboard' }],
    security: [{ session: [] }, { bearer: [] }],
    tags: [{ name: 'openbell', description: 'Everything there is' }],
    paths: pathsOf(routes),
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__session' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
  })
}

function pathsOf(routes: Readonly<Record<string, ApiRoute>>): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operationOf(name, route) }
  }
  return paths
}

function operationOf(operationId: string, route: ApiRoute): ZodOpenApiOperationObject {
  const { summary, description, access, params, query, body, answer } = route
  return {
    operationId,
    summary,
    tags: ['openbell'],
    ...(description !== undefined && { description }),
    ...(access === 'open' && { security: [] }),
    ...((params ?? query) && {
      requestParams: { ...(params && { path: params }), ...(query && { query }) },
    }),
    ...(body && { requestBody: { required: false, content: { 'application/json': { schema: body } } } }),
    responses: {
      '200': { description: summary, content: { 'application/json': { schema: answer } } },
      ...Object.fromEntries(refusalsOf(route).map(([status, words]) => [status, refusal(words)])),
    },
  }
}

function refusal(description: string) {
  return { description, content: { 'application/problem+json': { schema: problemSchema } } }
}

/** What every address may refuse with, and what only this one does. */
function refusalsOf({ access, params, query, body, refusals }: ApiRoute): readonly [string, string][] {
  const common: Partial<Record<ProblemStatus, string>> = {
    ...((params ?? query ?? body) && { 400: 'A field is not as it should be; `errors` names it.' }),
    ...(access === 'owner' && { 401: 'Nobody is signed in.' }),
    403: 'The request comes from another site.',
    ...(body && { 413: 'The body is too large.', 415: 'The body is not sent as JSON.' }),
    429: 'Too many requests in this minute; `Retry-After` tells when there is room again.',
    500: PROBLEM_TITLES[500],
    503: 'Something that is needed does not answer, or is not configured.',
    504: 'The answer takes too long; what was begun goes on.',
    ...refusals,
  }
  return Object.entries(common).map(([status, words]) => [status, words ?? ''])
}
