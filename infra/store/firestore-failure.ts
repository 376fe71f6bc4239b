import { StoreUnavailableError } from '../../shared/ports/store.ts'
import { ALREADY_EXISTS, FAILED_PRECONDITION, NOT_FOUND } from '../google/failure-reason.ts'
import { TooLateError } from '../google/in-time.ts'

/** Another batch was in the way. */
const ABORTED = 10

/** The codes of a batch that did not happen for one of its conditions. */
const CONDITION_CODES: readonly (number | undefined)[] = [
  NOT_FOUND,
  ALREADY_EXISTS,
  FAILED_PRECONDITION,
  ABORTED,
]

/** What the other codes mean to whoever runs the system. */
const ADVICE: Readonly<Record<number, string>> = {
  3: 'it does not take the request: a document is too large or a name is not allowed',
  4: 'it did not answer in time',
  7: 'this service account may not use it: give it roles/datastore.user',
  8: 'its quota is used up: look at the quotas of the project',
  14: 'it can’t be reached',
  16: 'the credentials are not valid: sign in with "gcloud auth application-default login"',
}

interface GrpcError {
  readonly code?: number
  readonly message?: string
}

/** True when nothing was written because a condition did not hold, or another batch was in the way. */
export function isConditionFailure(error: unknown): boolean {
  return CONDITION_CODES.includes((error as GrpcError).code)
}

/** The same failure in the words of the port. */
export function asUnavailable(what: string, error: unknown): unknown {
  if (error instanceof TooLateError)
    return new StoreUnavailableError(`Firestore: ${what} took longer than ${error.deadlineMs} ms`, {
      cause: error,
    })
  const { code, message } = error as GrpcError
  const advice = (code !== undefined && ADVICE[code]) || message
  return new StoreUnavailableError(`Firestore: ${what} failed: ${advice}`, { cause: error })
}
