import { z } from 'zod'

/** The commands of the owner that change something in the account or its rules. */
const ORDER_NAMES = [
  'pause',
  'resume',
  'flatten',
  'close',
  'kill',
  'arm',
  'disarm',
  'safemode',
  'reload',
  'promote',
  'unlock',
] as const

export const ownerOrderSchema = z.strictObject({
  name: z.enum(ORDER_NAMES),
  /** Symbols, for the orders that name one. */
  args: z.array(z.string()),
})

/** One order of the owner, as it was understood. */
export type OwnerOrder = z.infer<typeof ownerOrderSchema>
