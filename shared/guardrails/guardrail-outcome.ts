/** Which guardrail refuses, in their order; `skip` comes before them all. */
export type GuardrailCode =
  | 'skip'
  | 'guard-daily-loss'
  | 'guard-open-positions'
  | 'guard-traded-value'
  | 'guard-spread'
  | 'guard-loss-to-stop'
  | 'guard-ticket'
  | 'guard-risk'

/** The word of one guardrail, with the numbers it saw. */
export type GuardrailOutcome =
  | { readonly passed: true; readonly note: string }
  | { readonly passed: false; readonly code: GuardrailCode; readonly reason: string }

export function passed(note: string): GuardrailOutcome {
  return { passed: true, note }
}

export function stopped(code: GuardrailCode, reason: string): GuardrailOutcome {
  return { passed: false, code, reason }
}
