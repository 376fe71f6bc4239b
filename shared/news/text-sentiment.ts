import { financeLexicon, negations } from './finance-lexicon.ts'

/** What the lexicon finds in a text. */
export interface TextSentiment {
  /** From -1 to 1; 0 also when no word is known. */
  readonly score: number
  /** Words of the text that the lexicon knows; with none there is no opinion. */
  readonly knownWords: number
}

/** How many words back a negation still reaches. */
const NEGATION_REACH = 2

/**
 * Reads a headline with the finance lexicon. One word weighs half, and each further one in the same direction brings
 * the score nearer to its end: "shares fall" is -0.5, "shares fall on weak growth warning" is still below zero.
 */
export function textSentiment(text: string): TextSentiment {
  const words = wordsOf(text)
  const weights = words.flatMap((word, index) => {
    const weight = financeLexicon.get(word)
    return weight === undefined ? [] : [isNegated(words, index) ? -weight : weight]
  })
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const size = weights.reduce((total, weight) => total + Math.abs(weight), 0)
  return { score: sum / (size + 1), knownWords: weights.length }
}

/** Lower-case words, apostrophes kept. */
export function wordsOf(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[a-z0-9][a-z0-9']*/g) ?? []
  )
}

function isNegated(words: readonly string[], index: number): boolean {
  return words.slice(Math.max(0, index - NEGATION_REACH), index).some((word) => negations.has(word))
}
