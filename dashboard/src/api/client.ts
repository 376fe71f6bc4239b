import type { AnswerOf, ApiRoute, BodyOf } from '../../../shared/api/api-route.ts'
import type { ApiRoutes, RouteName } from '../../../shared/api/api-routes.ts'
import type { Problem } from '../../../shared/api/problem.ts'

type RouteAt<Method extends ApiRoute['method'], Path extends string> = Extract<
  ApiRoutes[RouteName],
  { readonly method: Method; readonly path: Path }
>
type PathOf<Method extends ApiRoute['method']> = Extract<
  ApiRoutes[RouteName],
  { readonly method: Method }
>['path']

/** Addresses that are read. */
export type GetPath = PathOf<'get'>
/** Addresses to which something is sent. */
export type PostPath = PathOf<'post'>
/** What an address answers. */
export type Answer<Path extends GetPath> = AnswerOf<RouteAt<'get', Path>>

/** What fills the address: the places that begin with a colon, then the query. */
export interface AddressParts {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | undefined>>
}

/** The API said no; `problem` is absent when it said nothing that can be read. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly problem: Problem | undefined

  constructor(status: number, problem: Problem | undefined) {
    super(problem?.detail ?? `The API answered ${status} without words.`)
    this.status = status
    this.problem = problem
  }
}

/** The API could not be reached at all. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
}

/** Reads an address of the API. Throws `ApiError` or `UnreachableError`. */
export async function get<Path extends GetPath>(path: Path, parts: AddressParts = {}): Promise<Answer<Path>> {
  return ask(addressOf(path, parts), { method: 'GET' }) as Promise<Answer<Path>>
}

/** Sends something to an address of the API. Throws `ApiError` or `UnreachableError`. */
export async function post<Path extends PostPath>(
  path: Path,
  body: BodyOf<RouteAt<'post', Path>> | Record<string, never>,
  parts: AddressParts = {},
): Promise<AnswerOf<RouteAt<'post', Path>>> {
  return ask(addressOf(path, parts), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }) as Promise<AnswerOf<RouteAt<'post', Path>>>
}

function addressOf(path: string, { params = {}, query = {} }: AddressParts): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  return `/api${filled}${search.size > 0 ? `?${search}` : ''}`
}

async function ask(url: string, request: RequestInit): Promise<unknown> {
  const response = await fetch(url, { ...request, credentials: 'same-origin' }).catch((cause: unknown) => {
    throw new UnreachableError('The system does not answer. It may be restarting, or stopped.', { cause })
  })
  if (response.ok) return response.json()
  throw new ApiError(response.status, await problemOf(response))
}

async function problemOf(response: Response): Promise<Problem | undefined> {
  if (!response.headers.get('Content-Type')?.includes('problem+json')) return undefined
  return (await response.json()) as Problem
}
