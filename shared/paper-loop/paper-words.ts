import type { Comparison, Rival } from './compare-players.ts'
import type { PaperLoopResult } from './paper-loop.ts'
import type { PolicyName } from './policies.ts'

/** How each that plays is called. */
export const PLAYER_WORDS: Readonly<Record<PolicyName, string>> = {
  bandit: 'Bandit',
  random: 'An arm at random',
  reactive: 'Always REACTIVE',
}

const RIVAL_WORDS: Readonly<Record<Rival, string>> = {
  random: 'an arm drawn at random',
  reactive: 'always playing REACTIVE',
  never: 'never trading',
}

/** What the loop says, one sentence for each that the bandit was held against. */
export function verdictSentences({ comparisons }: Pick<PaperLoopResult, 'comparisons'>): readonly string[] {
  return comparisons.map(sentenceOf)
}

function sentenceOf({ rival, rewardADay, interval, verdict }: Comparison): string {
  const name = RIVAL_WORDS[rival]
  if (!interval) return `Against ${name}: too few days to say anything.`
  const figures = `${signed(rewardADay)} reward a day, 90\u00a0% interval ${signed(interval.low)} to ${signed(interval.high)}`
  switch (verdict) {
    case 'better':
      return `Better than ${name}: ${figures}. The past is no promise.`
    case 'worse':
      return `Worse than ${name}: ${figures}.`
    default:
      return `No difference to ${name} that this run could show: ${figures}.`
  }
}

/** "+0.0123", "−0.0050": a reward, of which four decimals tell arms apart. */
export function signed(value: number, decimals = 4): string {
  const size = Math.abs(value).toFixed(decimals)
  if (!/[1-9]/.test(size)) return size
  return `${value < 0 ? '−' : '+'}${size}`
}
