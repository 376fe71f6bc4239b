import type { z } from 'zod'

const SEEN_LENGTH_MAX = 60

/** One line on the first thing that does not fit. */
export function firstIssue(error: z.ZodError, input: unknown): string {
  const issue = error.issues[0]!
  const field = issue.path.join('.') || 'body'
  return `${field}: ${seen(valueAt(input, issue.path))}, ${issue.message}`
}

function seen(value: unknown): string {
  return value === undefined ? 'was missing' : `was ${JSON.stringify(value).slice(0, SEEN_LENGTH_MAX)}`
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, key)
  }
  return value
}
