import { ConfigError } from '../shared/config/config-error.ts'
import { LeaseLostError } from '../shared/cycles/tick.ts'
import { BrokerError } from '../shared/domain/errors.ts'
import { ProviderError } from '../shared/domain/provider-error.ts'
import { CallerCheckUnavailableError } from '../shared/ports/caller-check.ts'
import { DeliveryUnknownError, NotDeliveredError } from '../shared/ports/notifier.ts'
import { SecretsUnavailableError } from '../shared/ports/secrets.ts'
import { StoreUnavailableError } from '../shared/ports/store.ts'

/** A failure as the caller is told of it; an unexpected one is an error of our own. */
export interface Explanation {
  readonly httpStatus: number
  readonly problem: string
  readonly isExpected: boolean
}

/** What the caller is told: expected failures in their own words, anything else without its inner message. */
export function explainFailure(error: unknown): Explanation {
  if (error instanceof ProviderError) return expected(502, error)
  if (error instanceof BrokerError) return expected(502, error)
  if (error instanceof StoreUnavailableError) return expected(503, error)
  if (error instanceof SecretsUnavailableError) return expected(503, error)
  if (error instanceof NotDeliveredError || error instanceof DeliveryUnknownError) return expected(503, error)
  if (error instanceof CallerCheckUnavailableError) return expected(503, error)
  if (error instanceof LeaseLostError) return expected(409, error)
  // Nothing runs until the owner has mended it, so it is told as it is and still counts as an error.
  if (error instanceof ConfigError) return { ...expected(500, error), isExpected: false }
  const problem = 'an error that is not expected; its details are in the log'
  return { httpStatus: 500, problem, isExpected: false }
}

function expected(httpStatus: number, { message }: Error): Explanation {
  return { httpStatus, problem: message, isExpected: true }
}
