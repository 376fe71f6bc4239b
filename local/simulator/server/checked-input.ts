import { z } from 'zod'
import { firstIssue } from '../first-issue.ts'
import { brokerError } from './broker-error.ts'
import type { WireContext } from './wire-context.ts'
import { fromXml } from './xml.ts'

/** What was asked for, or the refusal to answer with. */
export type CheckedInput<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Response }

/** Reads a body in JSON or XML that must fit the schema; otherwise the answer names the field, what was seen, what is allowed. */
export async function readBody<T>(c: WireContext, schema: z.ZodType<T>): Promise<CheckedInput<T>> {
  const body = await bodyOf(c)
  if (body !== undefined) return checked(c, schema, body)
  const message = `The request body is not valid ${isXml(c) ? 'XML' : 'JSON'}.`
  return { ok: false, refusal: brokerError(c, { message }) }
}

/** What a body says in its own format; `undefined` when it is not written in that. */
export async function bodyOf(c: WireContext): Promise<unknown> {
  const text = await c.req.text()
  return isXml(c) ? fromXml(text) : parsedJson(text)
}

function isXml(c: WireContext): boolean {
  return (c.req.header('Content-Type') ?? '').includes('xml')
}

/** Reads a query that must fit the schema; parameters the schema does not name are ignored. */
export function readQuery<T>(c: WireContext, schema: z.ZodType<T>): CheckedInput<T> {
  return checked(c, schema, c.req.query())
}

/** A whole number of a query, from 1 to the maximum. */
export function wholeNumber(maximum: number) {
  const allowed = `allowed is a whole number from 1 to ${maximum}`
  return z
    .string()
    .regex(/^\d{1,9}$/, allowed)
    .transform(Number)
    .refine((value) => value >= 1 && value <= maximum, allowed)
}

/** A yes or no of a query; some clients write it with a capital letter. */
export function yesOrNo() {
  return z
    .string()
    .regex(/^(true|false)$/i, 'allowed are true and false')
    .transform((text) => text.toLowerCase() === 'true')
}

/** One of the words the simulator understands; the refusal lists them. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  return z.enum(words, { error: `the simulator has ${words.join(', ')}` })
}

function checked<T>(c: WireContext, schema: z.ZodType<T>, input: unknown): CheckedInput<T> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, refusal: brokerError(c, { message: firstIssue(parsed.error, input) }) }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
