/** Why a signed request was refused, in the words of the OAuth problem reporting extension. */
export interface OAuthProblem {
  readonly problem:
    | 'callback_rejected'
    | 'consumer_key_rejected'
    | 'nonce_used'
    | 'parameter_absent'
    | 'parameter_rejected'
    | 'signature_invalid'
    | 'signature_method_rejected'
    | 'timestamp_refused'
    | 'token_expired'
    | 'token_rejected'
    | 'version_rejected'
  /** What would have been accepted, e.g. "oauth_acceptable_callback=oob". */
  readonly advice?: string
}

/** A step that either goes on with a value or ends in a problem. */
export type Checked<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & OAuthProblem)

/** The problem as it stands in an error body: "oauth_problem=…", then the advice after a comma. */
export function problemText({ problem, advice }: OAuthProblem): string {
  return `oauth_problem=${problem}${advice === undefined ? '' : `,${advice}`}`
}

/** Ends a check in a problem that needs no advice. */
export function refused(problem: OAuthProblem['problem']): Checked<never> {
  return { ok: false, problem }
}
