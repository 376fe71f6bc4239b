import { z } from 'zod'
import {
  BrokerError,
  BrokerOutcomeUnknownError,
  BrokerRateLimitedError,
  BrokerRefusedError,
  BrokerUnauthorizedError,
  BrokerUnreachableError,
} from '../../domain/errors.ts'
import { ProviderError } from '../../domain/provider-error.ts'
import { DeliveryUnknownError, NotDeliveredError } from '../../ports/notifier.ts'
import { SecretsUnavailableError } from '../../ports/secrets.ts'
import { StoreUnavailableError } from '../../ports/store.ts'

const message = z.string()
const operation = z.string()

const keptErrorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('refused'), operation, code: z.string().exactOptional(), text: message }),
  z.strictObject({ kind: z.literal('unauthorized'), operation, problem: z.string() }),
  z.strictObject({ kind: z.literal('rate-limited'), operation, message }),
  z.strictObject({ kind: z.literal('unreachable'), operation, message }),
  z.strictObject({ kind: z.literal('outcome-unknown'), operation, message }),
  z.strictObject({
    kind: z.literal('provider'),
    provider: z.string(),
    problem: z.enum(['unreachable', 'rate-limited', 'refused', 'unreadable']),
    message,
  }),
  z.strictObject({
    kind: z.literal('not-delivered'),
    message,
    retryAfterMs: z.number().exactOptional(),
  }),
  z.strictObject({ kind: z.literal('delivery-unknown'), message }),
  z.strictObject({ kind: z.literal('store'), message }),
  z.strictObject({ kind: z.literal('secrets'), message }),
  z.strictObject({ kind: z.literal('other'), name: z.string(), message }),
])

/** An error of a port as a tape keeps it: its kind and its facts, never its cause. */
export type KeptError = z.infer<typeof keptErrorSchema>

export function packError(error: unknown): KeptError {
  if (error instanceof BrokerError) return packBrokerError(error)
  if (error instanceof ProviderError) {
    const { provider, problem } = error
    return { kind: 'provider', provider, problem, message: error.message }
  }
  if (error instanceof NotDeliveredError) {
    const { retryAfterMs } = error
    return {
      kind: 'not-delivered',
      message: error.message,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    }
  }
  if (!(error instanceof Error)) return { kind: 'other', name: 'Error', message: String(error) }
  if (error instanceof DeliveryUnknownError) return { kind: 'delivery-unknown', message: error.message }
  if (error instanceof StoreUnavailableError) return { kind: 'store', message: error.message }
  if (error instanceof SecretsUnavailableError) return { kind: 'secrets', message: error.message }
  return { kind: 'other', name: error.name, message: error.message }
}

function packBrokerError(error: BrokerError): KeptError {
  const { operation: of, message: words } = error
  if (error instanceof BrokerRefusedError) {
    const { code, text } = error
    return { kind: 'refused', operation: of, ...(code !== undefined && { code }), text }
  }
  if (error instanceof BrokerUnauthorizedError)
    return { kind: 'unauthorized', operation: of, problem: error.problem }
  if (error instanceof BrokerRateLimitedError) return { kind: 'rate-limited', operation: of, message: words }
  if (error instanceof BrokerOutcomeUnknownError)
    return { kind: 'outcome-unknown', operation: of, message: words }
  return { kind: 'unreachable', operation: of, message: words }
}

/** The error as the cycles tell it from others. */
export function unpackError(kept: unknown): Error {
  const error = keptErrorSchema.parse(kept)
  switch (error.kind) {
    case 'refused':
      return new BrokerRefusedError(error.operation, error)
    case 'unauthorized':
      return new BrokerUnauthorizedError(error.operation, error.problem)
    case 'rate-limited':
      return new BrokerRateLimitedError(error.operation, error.message)
    case 'unreachable':
      return new BrokerUnreachableError(error.operation, error.message)
    case 'outcome-unknown':
      return new BrokerOutcomeUnknownError(error.operation, error.message)
    case 'provider':
      return worded(new ProviderError(error.provider, { problem: error.problem, text: '' }), error.message)
    case 'not-delivered': {
      const { retryAfterMs } = error
      return new NotDeliveredError(error.message, { ...(retryAfterMs !== undefined && { retryAfterMs }) })
    }
    case 'delivery-unknown':
      return new DeliveryUnknownError(error.message)
    case 'store':
      return new StoreUnavailableError(error.message)
    case 'secrets':
      return new SecretsUnavailableError(error.message)
    case 'other': {
      const other = new Error(error.message)
      other.name = error.name
      return other
    }
  }
}

/** Its words are made from a text that the error does not keep. */
function worded(error: Error, words: string): Error {
  error.message = words
  return error
}
