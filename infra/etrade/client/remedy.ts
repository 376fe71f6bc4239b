import type { Answer } from './answer.ts'

/** What may be tried, once each, when a read was turned away for its sign-in. */
export type Remedy = 'sign-again' | 'set-clock' | 'renew-token' | 'read-token-again'

/**
 * A used nonce, or a parameter said to be missing that was sent, is cured by signing again; a refused time by the
 * broker's own; a sleeping token by renewing it; a rejected one only by a newer sign-in (reference §2, §4, §11).
 */
export function remedyFor(answer: Answer<unknown>): Remedy | undefined {
  switch (answer.kind === 'problem' ? answer.problem.oauthProblem : undefined) {
    case 'nonce_used':
    case 'parameter_absent':
      return 'sign-again'
    case 'timestamp_refused':
      return 'set-clock'
    case 'token_expired':
      return 'renew-token'
    case 'token_rejected':
      return 'read-token-again'
    default:
      return undefined
  }
}
