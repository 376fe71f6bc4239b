import { SecretsUnavailableError } from '../../shared/ports/secrets.ts'
import { failureReason, statusCode } from '../google/failure-reason.ts'

/** A call of Secret Manager, in words for its errors. */
export interface SecretManagerCall {
  readonly what: string
  /** What to do when this account may not make it. */
  readonly permission: string
}

/** A call of Secret Manager that failed. It carries no cause: the client's error may hold the request, and so the secret. */
export class SecretManagerFailure extends SecretsUnavailableError {
  readonly code: number | undefined

  constructor({ what, permission }: SecretManagerCall, error: unknown, deadlineMs: number) {
    super(`Secret Manager: ${what} failed: ${failureReason(error, { deadlineMs, permission })}`)
    this.code = statusCode(error)
  }
}
