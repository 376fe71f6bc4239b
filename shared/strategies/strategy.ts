import type { Features } from '../signals/features.ts'

/** The kind of evidence a strategy looks at; agreement counts kinds, not strategies. */
export type StrategyFamily = 'trend' | 'momentum' | 'volume' | 'breakout' | 'news' | 'mean'

/** What one strategy says about one symbol at one moment. */
export type Opinion =
  | { readonly kind: 'vote'; readonly score: number; readonly reasons: readonly string[] }
  | { readonly kind: 'abstain'; readonly reason: string }

/** One way of finding an entry: a pure look at the features, in a file of its own. */
export interface Strategy {
  readonly id: string
  readonly family: StrategyFamily
  evaluate(features: Features): Opinion
}

/** A vote for an entry; the score is held within 0 and 1. */
export function vote(score: number, reasons: readonly string[]): Opinion {
  return { kind: 'vote', score: Math.min(1, Math.max(0, score)), reasons }
}

/**
 * The same with reasons that are put into words only when somebody reads them: of the votes of a whole universe few are
 * ever told, and writing figures as text costs more than weighing them.
 */
export function voteToldLater(score: number, tell: () => readonly string[]): Opinion {
  return {
    kind: 'vote',
    score: Math.min(1, Math.max(0, score)),
    get reasons() {
      return tell()
    },
  }
}

/** No vote, and why. */
export function abstain(reason: string): Opinion {
  return { kind: 'abstain', reason }
}
