/** One step of the causal chain, in sentences with their figures. */
export interface ExplanationStep {
  readonly title: string
  readonly lines: readonly string[]
}

/** A recorded decision as a chain of causes, from what was seen to what it came to. */
export interface Explanation {
  readonly decisionId: string
  readonly headline: string
  readonly steps: readonly ExplanationStep[]
}
