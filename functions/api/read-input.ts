import type { ApiRoute } from '../../shared/api/api-route.ts'
import { fieldProblems } from '../../shared/api/field-problems.ts'
import type { FieldProblem } from '../../shared/api/problem.ts'

/** More than this no request of the contract needs. */
const BODY_BYTES_MAX = 65_536
/** Nor is any nested deeper; what follows a body down would overflow on one that is nested without end. */
const BODY_LEVELS_MAX = 32

/** What a request brings, before anybody has looked whether it is as the contract says. */
export interface RawInput {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly contentType: string | undefined
  readonly body: string
}

/** The parts of a request as its handler takes them. */
export interface Input {
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
}

/** Why a request can't be read. */
export interface InputProblem {
  readonly status: 400 | 413 | 415
  readonly detail: string
  readonly errors?: readonly FieldProblem[]
}

/** Reads a request by its contract; otherwise every field that is wrong, with what was seen and what is allowed. */
export function readInput(route: ApiRoute, raw: RawInput): Input | InputProblem {
  const body = route.body ? bodyOf(raw) : { value: undefined }
  if ('status' in body) return body
  const read = {
    params: route.params?.safeParse(raw.params),
    query: route.query?.safeParse(raw.query),
    body: route.body?.safeParse(body.value),
  }
  const errors = [
    ...(read.params?.error ? fieldProblems(read.params.error, raw.params, 'path') : []),
    ...(read.query?.error ? fieldProblems(read.query.error, raw.query, 'query') : []),
    ...(read.body?.error ? fieldProblems(read.body.error, body.value, 'body') : []),
  ]
  if (errors.length > 0) return { status: 400, detail: told(errors), errors }
  return { params: read.params?.data, query: read.query?.data, body: read.body?.data }
}

/** An empty body stands for an empty object, so that a call by hand needs none. */
function bodyOf({ body, contentType }: RawInput): { readonly value: unknown } | InputProblem {
  if (Buffer.byteLength(body) > BODY_BYTES_MAX)
    return { status: 413, detail: `a body has at most ${BODY_BYTES_MAX} bytes` }
  if (body === '') return { value: {} }
  if (!/^application\/json\b/i.test(contentType ?? ''))
    return { status: 415, detail: 'send the body as JSON, with Content-Type: application/json' }
  try {
    const value: unknown = JSON.parse(body)
    return isTooDeep(value)
      ? { status: 400, detail: `a body is nested at most ${BODY_LEVELS_MAX} levels deep` }
      : { value }
  } catch (error) {
    return { status: 400, detail: `the body is not JSON: ${(error as SyntaxError).message}` }
  }
}

/** Looked at level by level, without following any branch down. */
function isTooDeep(value: unknown): boolean {
  let level = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > BODY_LEVELS_MAX) return true
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []))
  }
  return false
}

function told(errors: readonly FieldProblem[]): string {
  const [first] = errors
  const more = errors.length > 1 ? `, and ${errors.length - 1} more` : ''
  return first ? `${first.field}: ${first.allowed} (was ${first.seen})${more}` : 'the request can’t be read'
}
