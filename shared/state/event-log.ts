import { z } from 'zod'
import type { DocumentPath } from '../ports/store.ts'
import type { EpochMs } from '../time/instant.ts'
import { instantSchema } from './document-schemas.ts'

/** Something that changed what we hold, owe or allow; a plain record. */
export type LoggedEvent = { readonly kind: string } & Readonly<Record<string, unknown>>

/** One link of the log: what one batch changed, chained to the link before by its hash (I24). */
export interface LogLink {
  readonly number: number
  readonly at: EpochMs
  readonly run: string
  readonly events: readonly LoggedEvent[]
  /** Hash of the link before; empty for the first. */
  readonly previous: string
  /** Over everything above. */
  readonly hash: string
}

/** Where the log ends: what the next link is chained to. */
export interface LogEnd {
  readonly number: number
  readonly hash: string
}

export const logEndSchema = z.strictObject({ number: z.number().int().positive(), hash: z.string() })

export const logLinkSchema: z.ZodType<LogLink> = z.strictObject({
  number: z.number().int().positive(),
  at: instantSchema,
  run: z.string(),
  events: z.array(z.looseObject({ kind: z.string() })),
  previous: z.string(),
  hash: z.string(),
})

/** A one-way digest of a text, handed in because the core computes no cryptography. */
export type Digest = (text: string) => string

/** The link that follows `end`. */
export function nextLink(
  end: LogEnd | undefined,
  content: Pick<LogLink, 'at' | 'run' | 'events'>,
  digest: Digest,
): LogLink {
  const link = { number: (end?.number ?? 0) + 1, ...content, previous: end?.hash ?? '' }
  return { ...link, hash: digest(canonicalText(link)) }
}

/** The same text for the same content: a store may give the fields of a document back in another order. */
function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (isRecord(part) ? sorted(part) : part))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sorted(record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).sort(([first], [second]) => (first < second ? -1 : 1)))
}

/** What is wrong with a stretch of the log, the first problem first; `undefined` when it is whole. */
export function brokenLink(links: readonly LogLink[], digest: Digest): string | undefined {
  let end: LogEnd | undefined
  for (const link of links) {
    const { hash, ...content } = link
    const due = (end?.number ?? 0) + 1
    if (link.number !== due) return `link ${due} is missing before ${link.number}`
    if (link.previous !== (end?.hash ?? '')) return `link ${due} is not chained to the one before`
    if (hash !== digest(canonicalText(content))) return `link ${due} was changed after it was written`
    end = link
  }
  return undefined
}

/** Where a link is kept; the path sorts like the number. */
export function linkPath({ number }: Pick<LogLink, 'number'>): DocumentPath {
  return `events/${String(number).padStart(10, '0')}`
}
