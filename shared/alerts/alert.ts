import { z } from 'zod'
import { instantSchema } from '../state/document-schemas.ts'

/** One message to the owner. The id makes the same event the same alert, however often it is written. */
export const alertSchema = z.strictObject({
  alertId: z.string(),
  /** What it is about; the owner filters and the summary counts by it. */
  type: z.enum([
    'BUY',
    'SELL',
    'STOP_MOVED',
    'ENTRY_CANCELLED',
    'ORDER_CHANGED',
    'ORDER_PROBLEM',
    'HOLDING_WITHOUT_QUOTE',
    'EXITS_WITHOUT_TAPE',
    'BROKER_PROBLEM',
    'UNPROTECTED',
    'SILENT_JOB',
    'TOKEN',
    'CLOCK',
    'CALL_LIMIT',
    'BREAKER',
    'SAFE_MODE',
    'LOGIN',
    'GO_NO_GO',
    'MARKET_OPEN',
    'MARKET_CLOSE',
    'HOLIDAY_EVE',
    'OWNER',
    'STRANGER',
    'GOOD_MORNING',
    'WATCHLIST',
    'SELECTION',
    'END_OF_DAY',
  ]),
  /** A critical alert is never held back. */
  urgency: z.enum(['info', 'critical']),
  time: instantSchema,
  /** Plain text, first line a headline. */
  text: z.string(),
  /** Drawn under the text, as SVG. */
  picture: z.string().exactOptional(),
  /** Commands that the owner may give by a tap under the message. */
  offers: z.array(z.strictObject({ label: z.string(), command: z.string() })).exactOptional(),
})

export type Alert = Readonly<z.infer<typeof alertSchema>>
