import type { ExchangeDate } from '../time/instant.ts'
import type { LearnedRound } from './paper-round.ts'

/** Over so many learned rounds the mean slides. */
export const WINDOW_ROUNDS = 100

/** What had been learned by the end of a day. */
export interface LearningPoint {
  readonly date: ExchangeDate
  readonly learned: number
  readonly cumulativeReward: number
  /** Mean reward of the last 100 learned rounds; absent before there are so many. */
  readonly slidingMean?: number
}

/** The learning curve of one who plays, a point for each of the ascending dates. */
export function learningCurve(
  rounds: readonly LearnedRound[],
  dates: readonly ExchangeDate[],
): readonly LearningPoint[] {
  const byDate = Map.groupBy(rounds, ({ learnedOn }) => learnedOn)
  const rewards: number[] = []
  let cumulativeReward = 0
  return dates.map((date) => {
    for (const { reward } of byDate.get(date) ?? []) {
      rewards.push(reward)
      cumulativeReward += reward
    }
    const window = rewards.slice(-WINDOW_ROUNDS)
    return {
      ...{ date, learned: rewards.length, cumulativeReward },
      ...(window.length === WINDOW_ROUNDS && { slidingMean: sum(window) / WINDOW_ROUNDS }),
    }
  })
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
