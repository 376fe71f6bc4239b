import { z } from 'zod'
import { instantSchema } from '../../shared/state/document-schemas.ts'

const dateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** The small file beside a kept report: what a list tells of it. */
export const reportCardSchema = z.strictObject({
  name: z.string(),
  at: instantSchema,
  symbols: z.array(z.string()).exactOptional(),
  from: dateText.exactOptional(),
  to: dateText.exactOptional(),
  returnPct: z.number().exactOptional(),
  trades: z.number().int().min(0).exactOptional(),
  isBiased: z.boolean(),
})

export type ReportCard = Readonly<z.infer<typeof reportCardSchema>>

/** Names of kept reports: "2026-03-02-143000-250-generated-market"; other files of the folder are not touched. */
export const REPORT_ID = /^\d{4}-\d{2}-\d{2}-\d{6}-\d{3}-[a-z0-9-]{1,60}$/
