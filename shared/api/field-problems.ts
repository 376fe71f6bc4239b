import type { z } from 'zod'
import type { FieldProblem } from './problem.ts'

const SEEN_LENGTH_MAX = 80
const TOLD_MAX = 20

/** What is wrong with an input, field by field; `place` is where it stood ("body", "query", "path"). */
export function fieldProblems(error: z.ZodError, input: unknown, place: string): readonly FieldProblem[] {
  return problemsOfAll(error.issues, input, place).slice(0, TOLD_MAX)
}

function problemsOfAll(
  issues: readonly z.core.$ZodIssue[],
  input: unknown,
  place: string,
): readonly FieldProblem[] {
  return issues.flatMap((issue) => problemsOf(issue, input, place))
}

function problemsOf(issue: z.core.$ZodIssue, input: unknown, place: string): readonly FieldProblem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      field: nameOf(place, [...issue.path, key]),
      seen: shown(valueAt(input, [...issue.path, key])),
      allowed: 'nothing: there is no such field',
    }))
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return nearestForm(issue, input, place)
  const seen = isSecret(issue.path) ? 'not repeated here' : shown(valueAt(input, issue.path))
  return [{ field: nameOf(place, issue.path), seen, allowed: issue.message }]
}

/** Where there are several forms, what is wrong with the one that is nearest to what was sent. */
function nearestForm(
  { errors, path }: z.core.$ZodIssueInvalidUnion,
  input: unknown,
  place: string,
): readonly FieldProblem[] {
  const forms = errors.map((issues) =>
    problemsOfAll(
      issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })),
      input,
      place,
    ),
  )
  return forms.reduce((nearest, form) => (form.length < nearest.length ? form : nearest))
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
