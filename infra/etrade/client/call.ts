import type { SendDeadline } from '../../../shared/orders/send-deadline.ts'
import type { CallModule, CallPurpose } from '../../../shared/ports/call-budget.ts'
import type { Credentials, OAuthParameters } from '../oauth/signer.ts'

/** One read of the broker's data. */
export interface EtradeCall {
  /** Its name in errors and counters, e.g. "orders/list". */
  readonly operation: string
  readonly module: CallModule
  /** Below /v1 and without the ".json", percent-encoded where needed. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** How many symbols it asks for, as the broker's quota counts them. */
  readonly symbols?: number
}

/** A call that changes something at the broker, or, like a preview, leads to a change. */
export interface EtradeEffectCall extends EtradeCall {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  readonly body?: object
  readonly purpose: CallPurpose
  /** Nothing depends on it yet, so it is left out while the broker is left alone after failures. */
  readonly mayRest?: boolean
  /** It does not leave any more after that. */
  readonly deadline?: SendDeadline
}

/** A call that obtains, wakes or ends a token. */
export interface TokenCall {
  readonly operation: `oauth/${string}`
  readonly credentials?: Credentials
  readonly extra?: OAuthParameters
}

/** One HTTP exchange as a counter or a log may see it: no address, no header, no body. */
export interface CallRecord {
  readonly operation: string
  readonly module: EtradeCall['module'] | 'oauth'
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Absent when no answer came. */
  readonly httpStatus?: number
  readonly durationMs: number
  readonly symbols?: number
}
