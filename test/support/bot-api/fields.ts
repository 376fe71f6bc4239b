import type { IncomingMessage } from 'node:http'
import { badRequest } from './refusal.ts'

/** What a call carries: JSON values, texts of a form, or the bytes of an uploaded file. */
export type Fields = Readonly<Record<string, unknown>>

/** Reads the body of a call: JSON, a form, or a form with files. */
export async function readFields(request: IncomingMessage): Promise<Fields> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  if (body.length === 0) return {}
  const type = request.headers['content-type'] ?? ''
  return type.startsWith('application/json') ? fromJson(body) : fromForm(body, type)
}

/** A whole number, which a form carries as text. */
export function integerOf(fields: Fields, name: string): number | undefined {
  const value = fields[name]
  if (value === undefined || value === '') return undefined
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw badRequest(`field "${name}" must be of type Number`)
  return number
}

/** A text; a lone half of a surrogate pair can't be written in UTF-8. */
export function textOf(fields: Fields, name: string): string {
  const value = fields[name] ?? ''
  if (typeof value !== 'string') throw badRequest(`field "${name}" must be of type String`)
  if (!value.isWellFormed()) throw badRequest('strings must be encoded in UTF-8')
  return value
}

/** A list or an object, which a form carries as JSON text. */
export function jsonOf(fields: Fields, name: string): unknown {
  const value = fields[name]
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    throw badRequest(`can't parse ${name} JSON object`)
  }
}

function fromJson(body: Buffer): Fields {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw badRequest("can't parse JSON object")
  }
}

async function fromForm(body: Buffer, type: string): Promise<Fields> {
  const form = await new Response(body, { headers: { 'content-type': type } }).formData()
  const entries = [...form].map(async ([name, value]) => [name, await uploadedOrText(value)] as const)
  return Object.fromEntries(await Promise.all(entries))
}

async function uploadedOrText(value: string | Blob): Promise<string | Uint8Array> {
  return typeof value === 'string' ? value : new Uint8Array(await value.arrayBuffer())
}
