import { z } from 'zod'
import { dateSchema, instantSchema } from '../../state/document-schemas.ts'
import type { Job, Trigger } from '../trigger.ts'

const JOBS = [
  'signal-scan',
  'position-monitor',
  'token-renewal',
  'prepare-day',
  'daily-report',
  'watchdog',
  'telegram-webhook',
  'api',
  'safe-mode-on',
  'safe-mode-confirm',
] as const satisfies readonly Job[]

const triggerSchema = z.strictObject({
  job: z.enum(JOBS),
  scheduledAt: instantSchema,
  byHand: z.string().exactOptional(),
  correlationId: z.string().exactOptional(),
}) satisfies z.ZodType<Trigger>

const callSchema = z.strictObject({
  /** Port, method and what was asked. */
  key: z.string(),
  answer: z.unknown().optional(),
  /** Instead of an answer. */
  error: z.looseObject({ kind: z.string() }).exactOptional(),
})

/** One call across a port, with its answer or its error. */
export interface KeptCall {
  readonly key: string
  readonly answer?: unknown
  readonly error?: { readonly kind: string } & Readonly<Record<string, unknown>>
}

/** Everything that a run was told and could not know by itself, and what came of it. */
export const runTapeSchema = z.strictObject({
  run: z.string(),
  trigger: triggerSchema,
  startedAt: instantSchema,
  /** When it had the account. */
  openedAt: instantSchema,
  /** Since when every run has left a tape; what was written before is on the tape of whoever read it. */
  tapedSince: instantSchema,
  /** No run before it had left a tape, so that this one carries all that it read. */
  isFirst: z.boolean(),
  /** The document that tells the rules and the universe. */
  rules: z.string(),
  /** The ports that are not in every world. */
  ports: z.array(z.string()),
  /** What the clock showed, as `packReadings` has it. */
  readings: z.array(z.number()),
  /** In the order in which the answers came. */
  calls: z.array(callSchema),
  outcome: z.union([z.strictObject({ answer: z.looseObject({}) }), z.strictObject({ failure: z.string() })]),
  /** The trading state that it left. */
  left: z.looseObject({}),
})

export type RunTape = z.infer<typeof runTapeSchema>

/** How a tape lies in the store: as text, so that no content can ever be refused, under a seal that shows a change. */
export const tapeDocumentSchema = z.strictObject({
  date: dateSchema,
  run: z.string(),
  epoch: z.number().int().positive(),
  openedAt: instantSchema,
  /** Why there is no tape. */
  leftOut: z.string().exactOptional(),
  seal: z.string().exactOptional(),
  text: z.string().exactOptional(),
})

export type TapeDocument = z.infer<typeof tapeDocumentSchema>
