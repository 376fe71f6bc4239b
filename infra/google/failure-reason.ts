import { TooLateError } from './in-time.ts'

/** gRPC status codes (grpc.io/docs/guides/status-codes) that the adapters tell apart. */
export const NOT_FOUND = 5
export const ALREADY_EXISTS = 6
export const FAILED_PRECONDITION = 9

const DEADLINE_EXCEEDED = 4
const PERMISSION_DENIED = 7

/** What the other codes mean to whoever runs the system. */
const ADVICE: Readonly<Record<number, string>> = {
  3: 'it does not take the request: a name or a size is not allowed',
  [NOT_FOUND]: 'there is no such thing in this project: "terraform apply" creates what is missing',
  8: 'its quota is used up: look at the quotas of the project',
  [FAILED_PRECONDITION]: 'its present state does not allow it: look at it in the Google Cloud console',
  14: 'it can’t be reached',
  16: 'the credentials are not valid: sign in with "gcloud auth application-default login"',
}

/** The gRPC status code that a Google client failed with; `undefined` when it failed before it asked. */
export function statusCode(error: unknown): number | undefined {
  const code = (error as { readonly code?: unknown } | undefined)?.code
  return typeof code === 'number' ? code : undefined
}

/**
 * Why a Google service did not do what it was asked to, and what to do next. The client's own message is left out: it
 * may quote the request.
 */
export function failureReason(
  error: unknown,
  { deadlineMs, permission }: { readonly deadlineMs: number; readonly permission: string },
): string {
  const code = statusCode(error)
  if (error instanceof TooLateError || code === DEADLINE_EXCEEDED)
    return `it did not answer within ${deadlineMs} ms`
  if (code === PERMISSION_DENIED) return permission
  if (code !== undefined) return ADVICE[code] ?? `it answered with gRPC status ${code}`
  const { code: kind, name } = error as { readonly code?: unknown; readonly name?: unknown }
  return `the client could not ask it (${kind ?? name}): look at the network and at the credentials, "gcloud auth application-default login" renews them`
}
