import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Refusal } from '../exchange/refusals.ts'
import type { WireContext } from './wire-context.ts'

/** A refusal as the broker words it; some errors carry no code. */
export interface BrokerErrorBody {
  readonly code?: number
  readonly message: string
}

/** Answers a data call with the broker's error envelope. */
export function brokerError(
  c: WireContext,
  { code, message }: BrokerErrorBody,
  status: ContentfulStatusCode = 400,
): Response {
  return c.json({ Error: code === undefined ? { message } : { code, message } }, status)
}

/** Passes on what the exchange refuses. */
export function brokerRefusal(c: WireContext, refusal: Refusal): Response {
  c.set('refusal', refusal)
  return brokerError(c, { code: refusal.code, message: refusal.text })
}
