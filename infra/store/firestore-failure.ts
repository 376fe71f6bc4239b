import { setTimeout as wait } from 'node:timers/promises'
import { StoreUnavailableError } from '../../shared/ports/store.ts'

/** gRPC status codes (grpc.io/docs/guides/status-codes) that mean that a batch did not happen for one of its conditions. */
const NOT_FOUND = 5
const ALREADY_EXISTS = 6
const FAILED_PRECONDITION = 9
const ABORTED = 10
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

/** An answer in time, or `StoreUnavailableError`; what a call does that was given up is not known. */
export async function inTime<T>(what: string, deadlineMs: number, call: () => Promise<T>): Promise<T> {
  const settled = new AbortController()
  const late = wait(deadlineMs, undefined, { signal: settled.signal }).then(() => {
    throw new StoreUnavailableError(`Firestore: ${what} took longer than ${deadlineMs} ms`)
  })
  const answer = call()
  // Of the two, nobody waits for the one that comes second.
  for (const second of [late, answer]) second.catch(() => {})
  try {
    return await Promise.race([answer, late])
  } finally {
    settled.abort()
  }
}

/** The same failure in the words of the port. */
export function asUnavailable(what: string, error: unknown): unknown {
  if (error instanceof StoreUnavailableError) return error
  const { code, message } = error as GrpcError
  const advice = (code !== undefined && ADVICE[code]) || message
  return new StoreUnavailableError(`Firestore: ${what} failed: ${advice}`, { cause: error })
}
