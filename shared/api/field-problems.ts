import type { z } from 'zod'
import type { FieldProblem } from './problem.ts'

const SEEN_LENGTH_MAX = 80
const TOLD_MAX = 20

/** What is wrong with an input, field by field; `place` is where it stood ("body", "query", "path"). */
export function fieldProblems(error: z.ZodError, input: unknown, place: string): readonly FieldProblem[] {
  return error.issues.flatMap((issue) => problemsOf(issue, input, place)).slice(0, TOLD_MAX)
}

function problemsOf(issue: z.core.$ZodIssue, input: unknown, place: string): readonly FieldProblem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      field: nameOf(place, [...issue.path, key]),
      seen: shown(valueAt(input, [...issue.path, key])),
      allowed: 'nothing: there is no such field',
    }))
  const seen = isSecret(issue.path) ? 'not repeated here' : shown(valueAt(input, issue.path))
  return [{ field: nameOf(place, issue.path), seen, allowed: issue.message }]
}

function nameOf(place: string, path: readonly PropertyKey[]): string {
  return [place, ...path.map(String)].join('.')
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  )
}

/** Codes and tokens of a sign-in. */
function isSecret(path: readonly PropertyKey[]): boolean {
  const name = path.at(-1)
  return name === 'token' || name === 'code'
}

/** A long or nested value is cut: an answer repeats as little as possible of what was sent. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value) ?? typeof value
  return text.length <= SEEN_LENGTH_MAX ? text : `${text.slice(0, SEEN_LENGTH_MAX - 1)}…`
}
