import type { z } from 'zod'
import { BrokerUnreachableError } from '../../../shared/domain/errors.ts'

const SEEN_CHARACTERS_MAX = 60

/** The part of an answer we use, or an error that names the first field that does not fit and what was there. */
export function fit<T>(schema: z.ZodType<T>, operation: string, answer: unknown): T {
  const misfit = checkFit(schema, answer)
  if ('fitted' in misfit) return misfit.fitted
  throw new BrokerUnreachableError(operation, `${operation} answered what we cannot read: ${misfit.reason}`)
}

/** Like `fit`, for callers who must say what a misfit means themselves. */
export function checkFit<T>(
  schema: z.ZodType<T>,
  answer: unknown,
): { readonly fitted: T } | { readonly reason: string } {
  const parsed = schema.safeParse(capitalsLowered(answer), { reportInput: true })
  if (parsed.success) return { fitted: parsed.data }
  const [issue] = parsed.error.issues
  const allowed = issue?.message.replace(/^Invalid input: /, '')
  return { reason: `${issue?.path.join('.') || 'the answer'} was ${seen(issue?.input)}, ${allowed}` }
}

/**
 * The broker spells the same container "QuoteData" and "quoteData" (reference §1), so the first letter of every key
 * is lowered before a shape is compared.
 */
function capitalsLowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalsLowered)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, field]) => [lowered(key), capitalsLowered(field)] as const)
  return Object.fromEntries(entries)
}

function lowered(key: string): string {
  return key.charAt(0).toLowerCase() + key.slice(1)
}

function seen(input: unknown): string {
  const text = input === undefined ? 'missing' : JSON.stringify(input)
  return text.length > SEEN_CHARACTERS_MAX ? `${text.slice(0, SEEN_CHARACTERS_MAX)}…` : text
}
