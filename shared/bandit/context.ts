import { type ContextFigures, type ContextTerm, SCALINGS } from './context-scalings.ts'

/** A change of a term, its scaling or its place is another version, and learning starts anew with it. */
export const CONTEXT_VERSION = 1

/** The terms in the order in which the bandit sees them. */
export const CONTEXT_TERMS = Object.keys(SCALINGS) as readonly ContextTerm[]

/** What the bandit knows about a catalyst when it chooses. */
export interface BanditContext {
  readonly version: typeof CONTEXT_VERSION
  /** One for each of `CONTEXT_TERMS`, in their order, within [−1, 1]. */
  readonly terms: readonly number[]
  /** Terms that are not known; they stand at 0. */
  readonly missing: readonly ContextTerm[]
}

/** Scales what is known. A figure that is absent, not finite or impossible is not known. */
export function banditContext(figures: ContextFigures): BanditContext {
  const scaled = CONTEXT_TERMS.map((term) => scaledTerm(figures, term))
  return {
    version: CONTEXT_VERSION,
    terms: scaled.map((value) => value ?? 0),
    missing: CONTEXT_TERMS.filter((_, index) => scaled[index] === undefined),
  }
}

/** Throws unless these are terms as `banditContext` makes them: one wrong number would be learned for good. */
export function assertTerms(terms: readonly number[]): void {
  if (terms.length !== CONTEXT_TERMS.length)
    throw new RangeError(`a context has ${CONTEXT_TERMS.length} terms, this one has ${terms.length}`)
  for (const [index, value] of terms.entries()) {
    if (!(value >= -1 && value <= 1))
      throw new RangeError(`context term ${CONTEXT_TERMS[index]} must be within -1 and 1, was ${value}`)
  }
}

function scaledTerm(figures: ContextFigures, term: ContextTerm): number | undefined {
  const { figure, isPossible, scale } = SCALINGS[term]
  const value = figures[figure]
  if (value === undefined || !Number.isFinite(value) || !isPossible(value)) return undefined
  // A zero has no sign here, because a store would not give a negative one back.
  return Math.min(1, Math.max(-1, scale(value))) + 0
}
